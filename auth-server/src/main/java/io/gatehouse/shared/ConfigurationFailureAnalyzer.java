package io.gatehouse.shared;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/** Ends a start with one plain sentence, without a stack trace, when a setting is the reason. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer implements FailureAnalyzer {

    private static final int DEEPEST = 50;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        @Nullable BindException binding = null;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof GatehouseException refusal) {
                return sentence(String.valueOf(refusal.getMessage()), failure);
            }
            if (cause instanceof BindException bind) {
                binding = bind;
            }
            if (binding != null && cause instanceof ConversionException) {
                return sentence(unreadable(binding), failure);
            }
            if (binding != null && cause instanceof IllegalArgumentException && ofOurs(cause)) {
                return sentence(String.valueOf(cause.getMessage()), failure);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Names the property and the type but never the value, which may be a secret. */
    private static String unreadable(BindException binding) {
        String name = binding.getName().toString();
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        Class<?> type = binding.getTarget().getType().resolve(Object.class);
        return name + " (" + variable + ") cannot be read as " + type.getSimpleName() + ": correct its value.";
    }

    private static boolean ofOurs(Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")) {
                return frame.getClassName().startsWith("io.gatehouse.");
            }
        }
        return false;
    }

    private static FailureAnalysis sentence(String text, Throwable failure) {
        return new FailureAnalysis(text, "Correct it and start again.", failure);
    }
}
