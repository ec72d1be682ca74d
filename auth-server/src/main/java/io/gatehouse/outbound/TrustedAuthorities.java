package io.gatehouse.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The platform's certificate authorities and those of the operator's PEM file. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    static SSLContext context(@Nullable Path caFile) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, caFile == null ? null : managers(caFile), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "gatehouse.outbound.ca-file must be a readable PEM file of certificates, but '" + caFile
                            + "' is not: " + e.getMessage(),
                    e);
        }
    }

    private static TrustManager[] managers(Path caFile) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager platform) {
                for (X509Certificate authority : platform.getAcceptedIssuers()) {
                    store.setCertificateEntry("platform-" + number++, authority);
                }
            }
        }
        Collection<? extends Certificate> added = read(caFile);
        if (added.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        for (Certificate authority : added) {
            store.setCertificateEntry("operator-" + number++, authority);
        }
        return factory(store).getTrustManagers();
    }

    private static Collection<? extends Certificate> read(Path caFile) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(caFile)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
