package io.gatehouse.signingkey;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where cryptography comes from: Amazon Corretto Crypto Provider where its native library loads, else the JDK. It is asked
 * by name of provider and never installed for the whole JVM, so that TLS and the rest keep the JDK's own.
 */
final class Jca {

    private static final Logger log = LoggerFactory.getLogger(Jca.class);

    private final @Nullable Provider provider;

    private Jca(@Nullable Provider provider) {
        this.provider = provider;
    }

    static Jca fastest() {
        try {
            Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (error == null) {
                return new Jca(AmazonCorrettoCryptoProvider.INSTANCE);
            }
            log.warn("Signing with the JDK, which is slower: the native library did not load ({})", error.toString());
        } catch (LinkageError e) {
            log.warn("Signing with the JDK, which is slower: the native library did not load ({})", e.toString());
        }
        return jdk();
    }

    static Jca jdk() {
        return new Jca(null);
    }

    /** For libraries that take a provider; null means the JDK's default. */
    @Nullable
    Provider provider() {
        return provider;
    }

    Signature signature(String algorithm) throws GeneralSecurityException {
        return offers("Signature", algorithm)
                ? Signature.getInstance(algorithm, provider)
                : Signature.getInstance(algorithm);
    }

    KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
        return offers("KeyPairGenerator", algorithm)
                ? KeyPairGenerator.getInstance(algorithm, provider)
                : KeyPairGenerator.getInstance(algorithm);
    }

    /** The provider's own form of a key, so that it is not converted again at each signature. */
    PrivateKey own(PrivateKey key) throws GeneralSecurityException {
        return offers("KeyFactory", key.getAlgorithm())
                ? factory(key).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()))
                : key;
    }

    /** The provider's own form of a key, so that it is not converted again at each verification. */
    PublicKey own(PublicKey key) throws GeneralSecurityException {
        return offers("KeyFactory", key.getAlgorithm())
                ? factory(key).generatePublic(new X509EncodedKeySpec(key.getEncoded()))
                : key;
    }

    private KeyFactory factory(Key key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), provider);
    }

    private boolean offers(String service, String algorithm) {
        return provider != null && provider.getService(service, algorithm) != null;
    }
}
