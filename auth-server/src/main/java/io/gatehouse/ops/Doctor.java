package io.gatehouse.ops;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import java.util.List;

/** Asks every room how it is. */
public final class Doctor {

    private final List<Checkup> checkups;

    Doctor(List<Checkup> checkups) {
        this.checkups = List.copyOf(checkups);
    }

    /** All findings, the broken things first. */
    public List<Finding> examine() {
        return checkups.stream()
                .flatMap(checkup -> examine(checkup).stream())
                .sorted((a, b) -> b.level().compareTo(a.level()))
                .toList();
    }

    /** One that fails must not keep the others from being seen. */
    private static List<Finding> examine(Checkup checkup) {
        try {
            return checkup.examine();
        } catch (RuntimeException e) {
            return List.of(Finding.failure(
                    checkup.getClass().getSimpleName(),
                    "It could not look: " + e.getMessage(),
                    "See the server's log."));
        }
    }
}
