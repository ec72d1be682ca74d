package io.gatehouse.cli;

import io.gatehouse.ops.Doctor;
import io.gatehouse.shared.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code admin doctor}. */
@Command(
        name = "doctor",
        description = "Check configuration, database, clock, mail, keys, disk and certificate, and say what to do.")
final class DoctorCommand implements Callable<Integer> {

    private final House house;
    private final Output output;

    DoctorCommand(House house, Output output) {
        this.house = house;
        this.output = output;
    }

    @Override
    public Integer call() {
        List<Finding> findings = house.room(Doctor.class).examine();
        output.rows(findings.stream().map(DoctorCommand::row).toList());
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAILURE) ? 1 : 0;
    }

    private static Map<String, String> row(Finding finding) {
        return Output.row(
                "level",
                finding.level().name().toLowerCase(Locale.ROOT),
                "subject",
                finding.subject(),
                "finding",
                (finding.observation() + " " + finding.remedy()).strip());
    }
}
