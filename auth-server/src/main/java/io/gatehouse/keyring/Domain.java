package io.gatehouse.keyring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts the purpose in front of an input. Every part but the last carries its length, so no two inputs collide. */
final class Domain {

    private Domain() {}

    static byte[] of(Purpose purpose, byte[] input) {
        byte[] name = purpose.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Integer.BYTES + name.length + input.length)
                .putInt(name.length)
                .put(name)
                .put(input)
                .array();
    }

    static byte[] of(Purpose purpose, String context) {
        return of(purpose, context.getBytes(StandardCharsets.UTF_8));
    }
}
