package io.gatehouse.access;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import org.jspecify.annotations.Nullable;

/** Optimistic versions. Compared under the lock of the {@link AccessGate}, so that nothing changes before the write. */
final class Versions {

    private Versions() {}

    static <T> T same(T object, long version, @Nullable Long expected) {
        if (expected != null && expected != version) {
            throw new GatehouseException(
                    ErrorCode.VERSION_CHANGED, "Version " + expected + " was expected, it is " + version + " by now");
        }
        return object;
    }
}
