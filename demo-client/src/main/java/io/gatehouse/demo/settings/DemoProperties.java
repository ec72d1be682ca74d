package io.gatehouse.demo.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings as text, checked once at start. Every check fails with one sentence that names the environment variable.
 *
 * @param baseUrl where browsers reach this app; redirect URIs are built from it and never from a Host header
 * @param trustCert path of a PEM certificate that outgoing TLS trusts too, or blank
 */
@ConfigurationProperties("demo")
public record DemoProperties(
        String port,
        String bind,
        String baseUrl,
        String issuer,
        String notesUrl,
        String trustCert,
        ClientProperties web,
        ClientProperties reports) {

    public DemoProperties {
        portNumber(port);
        address(bind);
        baseUrl = httpUrl("DEMO_BASE_URL", baseUrl);
        issuer = httpUrl("DEMO_ISSUER", issuer);
        notesUrl = httpUrl("DEMO_NOTES_URL", notesUrl);
        web = web.checked("DEMO_WEB");
        reports = reports.checked("DEMO_REPORTS");
    }

    public int portNumber() {
        return portNumber(port);
    }

    public InetAddress bindAddress() {
        return address(bind);
    }

    public boolean https() {
        return baseUrl.startsWith("https:");
    }

    /** Scheme, host and port of the issuer, as a browser compares them. */
    public String issuerOrigin() {
        URI uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static int portNumber(String port) {
        try {
            int number = Integer.parseInt(port.strip());
            if (number >= 0 && number <= 65535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence below says it.
        }
        throw new InvalidSettingException("DEMO_PORT is \"" + port + "\"; set it to a number between 0 and 65535.");
    }

    private static InetAddress address(String bind) {
        try {
            if (!bind.isBlank()) {
                return InetAddress.getByName(bind.strip());
            }
        } catch (UnknownHostException e) {
            // The sentence below says it.
        }
        throw new InvalidSettingException(
                "DEMO_BIND is \"" + bind + "\"; set it to an address of this machine such as 127.0.0.1.");
    }

    private static String httpUrl(String name, String value) {
        String url = value.strip();
        try {
            URI uri = URI.create(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                // An issuer is compared letter by letter, so only our own URLs lose a trailing slash.
                return name.equals("DEMO_ISSUER") || !url.endsWith("/") ? url : url.substring(0, url.length() - 1);
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says it.
        }
        throw new InvalidSettingException(
                name + " is \"" + value
                        + "\"; set it to an http or https URL without user, query and fragment, such as http://localhost:9000.");
    }
}
