package io.gatehouse.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The authorization server as a process: how it is started, and started again on the same data. */
final class GatehouseServer implements AutoCloseable {

    private final Builder settings;
    private RunningApp app;

    private GatehouseServer(Builder settings) {
        this.settings = settings;
        this.app = settings.launch();
    }

    static Builder builder(String name) {
        return new Builder(name);
    }

    RunningApp app() {
        return app;
    }

    String issuer() {
        return settings.issuer();
    }

    URI uri(String path) {
        return URI.create(issuer() + path);
    }

    int port() {
        return settings.port;
    }

    Path data() {
        return settings.data;
    }

    /** A terminal on its machine. */
    Terminal terminal() {
        return new Terminal(settings.all());
    }

    /** Starts it once more with the same settings, after {@code app().stop()} or {@code app().kill()}. */
    GatehouseServer startAgain() {
        app = settings.launch();
        return this;
    }

    @Override
    public void close() {
        app.close();
    }

    /** The settings of a server; each has a default that works for one server on a new data folder. */
    static final class Builder {

        private final String name;
        private final Map<String, String> environment = new TreeMap<>();
        private int port = FreePorts.next();
        private Path data = Workspace.newFolder("gh-");
        private @Nullable SSLContext tls;

        private Builder(String name) {
            this.name = name;
        }

        Builder port(int value) {
            port = value;
            return this;
        }

        Builder data(Path folder) {
            data = folder;
            return this;
        }

        /** Any other setting, such as GATEHOUSE_REALM_FILE, GATEHOUSE_SMTP_HOST or GATEHOUSE_DEMO. */
        Builder with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Builder with(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Sends mail to the test's mail server, which speaks no TLS. */
        Builder mail(Mails mails) {
            return with("GATEHOUSE_SMTP_HOST", "127.0.0.1")
                    .with("GATEHOUSE_SMTP_PORT", Integer.toString(mails.port()))
                    .with("GATEHOUSE_SMTP_STARTTLS", "false");
        }

        /** Speaks https with these PEM files; the context is what the test trusts. */
        Builder tls(Path certificate, Path key, SSLContext trusting) {
            tls = trusting;
            return with("GATEHOUSE_TLS_CERT", certificate.toString()).with("GATEHOUSE_TLS_KEY", key.toString());
        }

        GatehouseServer start() {
            return new GatehouseServer(this);
        }

        /** Starts the process without waiting for an answer, for starts that are meant to fail. */
        RunningApp startUnchecked() {
            return RunningApp.start(name, "auth-server", all());
        }

        private Map<String, String> all() {
            Map<String, String> all = new TreeMap<>();
            all.put("GATEHOUSE_PORT", Integer.toString(port));
            all.put("GATEHOUSE_ISSUER", issuer());
            all.put("GATEHOUSE_DATA", data.toString());
            all.putAll(environment);
            return all;
        }

        private RunningApp launch() {
            return startUnchecked().awaitOk(URI.create(issuer() + "/.well-known/openid-configuration"), tls);
        }

        private String issuer() {
            String named = environment.get("GATEHOUSE_ISSUER");
            return named != null ? named : (tls == null ? "http" : "https") + "://localhost:" + port;
        }
    }
}
