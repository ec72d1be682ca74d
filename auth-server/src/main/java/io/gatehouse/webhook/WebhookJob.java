package io.gatehouse.webhook;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every second for sealed events to pass on, and for deliveries that are due. */
final class WebhookJob {

    private final FanOut fanOut;
    private final Dispatcher dispatcher;

    WebhookJob(FanOut fanOut, Dispatcher dispatcher) {
        this.fanOut = fanOut;
        this.dispatcher = dispatcher;
    }

    @Scheduled(initialDelay = 2000, fixedDelay = 1000, timeUnit = TimeUnit.MILLISECONDS)
    void run() {
        fanOut.run();
        dispatcher.wake();
    }
}
