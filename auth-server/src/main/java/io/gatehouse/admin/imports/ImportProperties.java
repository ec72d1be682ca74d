package io.gatehouse.admin.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Imports in the console.
 *
 * @param largestFile the largest file that is taken; larger ones go through the command
 * @param keep how long the report of an import can be read, which holds names and addresses
 */
@ConfigurationProperties("gatehouse.admin.import")
public record ImportProperties(
        @DefaultValue("64MB") DataSize largestFile,
        @DefaultValue("7d") Duration keep) {

    private static final DataSize MOST = DataSize.ofGigabytes(2);

    public ImportProperties {
        if (largestFile.toBytes() < 1024 || largestFile.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.admin.import.largest-file (GATEHOUSE_ADMIN_IMPORT_LARGEST_FILE)"
                            + " must be from 1KB to 2GB, for example 64MB.");
        }
        if (keep.compareTo(Duration.ofHours(1)) < 0 || keep.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException("gatehouse.admin.import.keep (GATEHOUSE_ADMIN_IMPORT_KEEP)"
                    + " must be from 1h to 90d, for example 7d.");
        }
    }
}
