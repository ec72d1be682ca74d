package io.gatehouse.keyring;

import java.util.List;

/**
 * Keys that never enter the database. All results depend on the purpose, so that a value made for one use is worthless for
 * another. Every method is safe for use by many threads.
 */
public interface Keyring {

    /** Encrypts with the primary key; the context (for example a row's id) is authenticated and needed to decrypt. */
    byte[] encrypt(Purpose purpose, byte[] plaintext, String context);

    /** Reverses {@link #encrypt} with whichever key made it. Throws {@link IllegalStateException} if nothing fits. */
    byte[] decrypt(Purpose purpose, byte[] ciphertext, String context);

    /** Whether {@link #encrypt} would use the same key today; if not, the value waits for being encrypted anew. */
    boolean underPrimary(byte[] ciphertext);

    /** A 32-byte keyed hash (PRF) under the primary key. */
    byte[] keyedHash(Purpose purpose, byte[] input);

    /** The keyed hash under every key of the ring, the primary first: for look-ups that must survive a rotation. */
    List<byte[]> keyedHashes(Purpose purpose, byte[] input);

    /** A message authentication code under the primary key, with the key's id in front. */
    byte[] mac(Purpose purpose, byte[] message);

    /** Whether the code was made by {@link #mac} for this purpose and message under any key of the ring; constant time. */
    boolean verifyMac(Purpose purpose, byte[] code, byte[] message);
}
