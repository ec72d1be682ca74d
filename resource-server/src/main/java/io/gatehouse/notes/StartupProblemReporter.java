package io.gatehouse.notes;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells a configuration problem as the one sentence that it is, without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupProblemReporter implements SpringBootExceptionReporter {

    StartupProblemReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationProblem problem) {
                LoggerFactory.getLogger(NotesApplication.class).error("{}", problem.getMessage());
                return true;
            }
        }
        return false;
    }
}
