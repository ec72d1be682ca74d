package io.gatehouse.admin.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The version that the caller has seen (RFC 9110 section 13.1.1). A change without one is refused, so that nobody overwrites
 * what they never read.
 *
 * @param ifMatch the header's value
 */
record Preconditions(@Nullable String ifMatch) {

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** The version to change, for the conditional statement of the owning room. */
    long version() {
        String value = ifMatch;
        if (value == null) {
            throw new ApiRefusal(
                    428,
                    "precondition_required",
                    "Send the ETag of what you read in the header " + HttpHeaders.IF_MATCH + ".");
        }
        if (!value.matches("\"[0-9]{1,18}\"")) {
            throw stale();
        }
        return Long.parseLong(value.substring(1, value.length() - 1));
    }

    /** The same where a change can't overwrite anything unseen: the version if the caller names one. */
    @Nullable
    Long versionIfAny() {
        return ifMatch == null ? null : version();
    }

    static ApiRefusal stale() {
        return new ApiRefusal(412, "changed_meanwhile", "It was changed since you read it. Read it again.");
    }
}
