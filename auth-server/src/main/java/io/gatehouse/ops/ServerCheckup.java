package io.gatehouse.ops;

import io.gatehouse.shared.Checkup;
import io.gatehouse.shared.Finding;
import io.gatehouse.shared.GatehouseProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issuer, certificate, disk and administrators. */
final class ServerCheckup implements Checkup {

    private static final long ENOUGH_BYTES = 1L << 30;
    private static final Duration RENEWAL = Duration.ofDays(14);

    private final GatehouseProperties server;
    private final @Nullable Path certificate;
    private final FirstAdminService admins;
    private final Clock clock;

    ServerCheckup(GatehouseProperties server, @Nullable Path certificate, FirstAdminService admins, Clock clock) {
        this.server = server;
        this.certificate = certificate;
        this.admins = admins;
        this.clock = clock;
    }

    @Override
    public List<Finding> examine() {
        return List.of(issuer(), tls(), disk(), administrator());
    }

    private Finding issuer() {
        return server.https()
                ? Finding.ok("issuer", server.issuer() + ".")
                : Finding.warning(
                        "issuer",
                        server.issuer() + " is not https: cookies and tokens cross the network in clear.",
                        "Fine on your own machine; otherwise set GATEHOUSE_ISSUER to the https address that people use.");
    }

    private Finding tls() {
        if (certificate == null) {
            return Finding.ok("certificate", "None here: TLS ends in front of the server, or is not used.");
        }
        try (InputStream file = Files.newInputStream(certificate)) {
            X509Certificate first =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            Instant end = first.getNotAfter().toInstant();
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative()) {
                return Finding.failure("certificate", "It ended on " + end + ".", "Replace the file; it is reloaded.");
            }
            return left.compareTo(RENEWAL) < 0
                    ? Finding.warning("certificate", "It ends on " + end + ".", "Renew it; the file is reloaded.")
                    : Finding.ok("certificate", "Good until " + end + ".");
        } catch (IOException | CertificateException e) {
            return Finding.failure(
                    "certificate",
                    certificate + " can't be read as a certificate.",
                    "Give a PEM file in GATEHOUSE_TLS_CERT.");
        }
    }

    private Finding disk() {
        try {
            FileStore store = Files.getFileStore(server.data());
            long free = store.getUsableSpace();
            String seen = (free >> 20) + " MB are free for " + server.data() + ".";
            return free >= ENOUGH_BYTES
                    ? Finding.ok("disk", seen)
                    : Finding.failure("disk", seen, "Make room: at least 1 GB, more if the database is embedded.");
        } catch (IOException e) {
            return Finding.failure(
                    "disk",
                    server.data() + " can't be looked at.",
                    "Check that GATEHOUSE_DATA is a folder of the server's.");
        }
    }

    private Finding administrator() {
        return admins.needed()
                ? Finding.warning("administrator", "There is none.", "Run 'admin create-admin EMAIL'.")
                : Finding.ok("administrator", "There is at least one.");
    }
}
