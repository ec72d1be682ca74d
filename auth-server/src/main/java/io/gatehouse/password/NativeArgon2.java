package io.gatehouse.password;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import java.util.Arrays;
import java.util.HexFormat;

/** The C reference implementation; fails to construct where its library does not load. */
final class NativeArgon2 implements Argon2 {

    /** Argon2id of sixteen zero bytes with a salt of sixteen zero bytes, 8 KiB, one pass. */
    private static final byte[] KNOWN =
            HexFormat.of().parseHex("12ccd4bf54c25764061e5cd733266b99fa381343f08b49a26ce7437898e12ef5");

    private final Argon2Advanced d = Argon2Factory.createAdvanced(Argon2Types.ARGON2d);
    private final Argon2Advanced i = Argon2Factory.createAdvanced(Argon2Types.ARGON2i);
    private final Argon2Advanced id = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

    NativeArgon2() {
        byte[] probe = new byte[16];
        if (!Arrays.equals(digest(Argon2Settings.id(8, 1, 1), probe, probe, KNOWN.length), KNOWN)) {
            throw new IllegalStateException("The native Argon2 library does not compute Argon2");
        }
    }

    @Override
    public byte[] digest(Argon2Settings settings, byte[] salt, byte[] input, int length) {
        Argon2Advanced library = switch (settings.variant()) {
            case D -> d;
            case I -> i;
            case ID -> id;
        };
        Argon2Version version = settings.version() == Argon2Settings.VERSION ? Argon2Version.V13 : Argon2Version.V10;
        return library.hashAdvanced(
                        settings.iterations(), settings.memoryKib(), settings.lanes(), input, salt, length, version)
                .getRaw();
    }
}
