package io.gatehouse.database;

import org.springframework.scheduling.support.TaskUtils;
import org.springframework.util.ErrorHandler;

/** What a scheduled job lets escape: a lost database is one line, everything else is logged with its stack trace. */
final class JobErrorHandler implements ErrorHandler {

    private final LossLog losses = new LossLog("scheduled jobs try again at their next turn");

    @Override
    public void handleError(Throwable failure) {
        if (ConnectionLoss.in(failure)) {
            losses.warn(failure);
        } else {
            TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(failure);
        }
    }
}
