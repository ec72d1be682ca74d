package io.gatehouse.shared;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes quick work and slow work take the same time, so that the time of an answer doesn't tell whether an address is known.
 * The wait holds no database connection and no platform thread.
 */
public final class SteadyPace {

    private final Duration floor;

    public SteadyPace(Duration floor) {
        this.floor = floor;
    }

    /** Runs the work and waits for the rest of the time. */
    public void run(Runnable work) {
        long end = System.nanoTime() + floor.toNanos();
        work.run();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
