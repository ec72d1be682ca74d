package io.gatehouse.access;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when until when something holds.
 *
 * @param from the first moment, or null for "already"
 * @param until the first moment at which it no longer holds, or null for "for good"
 */
public record Validity(@Nullable Instant from, @Nullable Instant until) {

    public static final Validity ALWAYS = new Validity(null, null);

    public Validity {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "It would end at " + until + ", before it begins");
        }
    }

    public static Validity until(Instant end) {
        return new Validity(null, end);
    }
}
