package io.gatehouse.demo.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports why the start ended in one line instead of a banner. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PlainFailureReporter implements FailureAnalysisReporter {

    private static final Logger log = LoggerFactory.getLogger(PlainFailureReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction();
        log.error("The demo client cannot start: {}{}", analysis.getDescription(), action == null ? "" : " " + action);
    }
}
