package io.gatehouse.demo.wire;

import io.gatehouse.demo.settings.DemoProperties;
import io.gatehouse.demo.settings.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one HTTP client of this app: bounded waiting, no redirects, and the operator's certificate trusted too. */
@Configuration(proxyBeanMethods = false)
class WireConfiguration {

    @Bean
    HttpClient httpClient(DemoProperties properties) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!properties.trustCert().isBlank()) {
            builder.sslContext(trusting(properties.trustCert().strip()));
        }
        return builder.build();
    }

    private static SSLContext trusting(String path) {
        try (InputStream pem = Files.newInputStream(Path.of(path))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate known : trustManager(null).getAcceptedIssuers()) {
                store.setCertificateEntry("known-" + number++, known);
            }
            Collection<? extends Certificate> added =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (added.isEmpty()) {
                throw new GeneralSecurityException("no certificate");
            }
            for (Certificate certificate : added) {
                store.setCertificateEntry("added-" + number++, certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trustManager(store)}, null);
            return context;
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new InvalidSettingException("DEMO_TRUST_CERT names \"" + path
                    + "\", which is not a readable PEM certificate; give the path of one or leave the variable unset.");
        }
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
