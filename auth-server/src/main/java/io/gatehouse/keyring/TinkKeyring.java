package io.gatehouse.keyring;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The keyring on Google Tink: AES-256-GCM, and HMAC-SHA-256 as keyed hash and as message authentication code. The purpose
 * goes into the associated data or in front of the hashed input.
 */
final class TinkKeyring implements Keyring {

    private static final int HASH_BYTES = 32;

    private final Aead aead;
    private final byte[] primaryPrefix;
    private final Mac mac;
    private final List<Prf> prfs;

    TinkKeyring(KeySets keys) throws GeneralSecurityException {
        this.aead = keys.aead().getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.primaryPrefix = ((AesGcmKey) keys.aead().getPrimary().getKey())
                .getOutputPrefix()
                .toByteArray();
        this.mac = keys.mac().getPrimitive(RegistryConfiguration.get(), Mac.class);
        this.prfs = primaryFirst(keys.prf().getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    }

    private static List<Prf> primaryFirst(PrfSet set) throws GeneralSecurityException {
        List<Prf> ordered = new ArrayList<>();
        for (Map.Entry<Integer, Prf> entry : set.getPrfs().entrySet()) {
            ordered.add(entry.getKey() == set.getPrimaryId() ? 0 : ordered.size(), entry.getValue());
        }
        return List.copyOf(ordered);
    }

    @Override
    public byte[] encrypt(Purpose purpose, byte[] plaintext, String context) {
        try {
            return aead.encrypt(plaintext, Domain.of(purpose, context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption for " + purpose + " failed", e);
        }
    }

    @Override
    public byte[] decrypt(Purpose purpose, byte[] ciphertext, String context) {
        try {
            return aead.decrypt(ciphertext, Domain.of(purpose, context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key of the keyring decrypts this value of " + purpose, e);
        }
    }

    @Override
    public boolean underPrimary(byte[] ciphertext) {
        return ciphertext.length > primaryPrefix.length
                && Arrays.equals(ciphertext, 0, primaryPrefix.length, primaryPrefix, 0, primaryPrefix.length);
    }

    @Override
    public byte[] keyedHash(Purpose purpose, byte[] input) {
        return hash(prfs.getFirst(), Domain.of(purpose, input));
    }

    @Override
    public List<byte[]> keyedHashes(Purpose purpose, byte[] input) {
        byte[] separated = Domain.of(purpose, input);
        return prfs.stream().map(prf -> hash(prf, separated)).toList();
    }

    private static byte[] hash(Prf prf, byte[] input) {
        try {
            return prf.compute(input, HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keyed hash failed", e);
        }
    }

    @Override
    public byte[] mac(Purpose purpose, byte[] message) {
        try {
            return mac.computeMac(Domain.of(purpose, message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The message authentication code for " + purpose + " failed", e);
        }
    }

    @Override
    public boolean verifyMac(Purpose purpose, byte[] code, byte[] message) {
        try {
            mac.verifyMac(code, Domain.of(purpose, message));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
