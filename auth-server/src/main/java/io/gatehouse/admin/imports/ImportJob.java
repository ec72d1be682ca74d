package io.gatehouse.admin.imports;

import io.gatehouse.shared.AccountId;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import in the console, from the upload to its end.
 *
 * @param by who started it; null once the account is deleted
 * @param sid the session in which that was
 * @param source what was uploaded
 * @param progress how far it is
 * @param failure why it stopped early
 */
public record ImportJob(
        UUID id,
        @Nullable AccountId by,
        @Nullable UUID sid,
        Source source,
        State state,
        Progress progress,
        ImportSummary summary,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** An uploaded file and what was chosen with it; the options of the dry run. */
    public record Source(ImportFormat format, String fileName, long bytes, ImportOptions options) {}

    /** So many of so many people, and how many things were left out so far. */
    public record Progress(long done, long total, long notTaken) {

        static final Progress NONE = new Progress(0, 0, 0);
    }

    /** Where it stands. */
    public enum State {
        /** The dry run is under way. */
        CHECKING,
        /** The dry run is over, and somebody has to decide. */
        CHECKED,
        /** Somebody decided for it; the node that has the file begins at once. */
        WANTED,
        IMPORTING,
        DONE,
        /** It stopped, and said why. */
        FAILED,
        /** Its node went away. What was reported as done is done; the same import again does the rest. */
        INTERRUPTED,
        /** Nobody wanted it, or nobody decided in time. */
        DISCARDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether something goes on by itself. */
    public boolean running() {
        return state == State.CHECKING || state == State.WANTED || state == State.IMPORTING;
    }
}
