package io.gatehouse.password;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether chosen passwords are looked up in a collection of leaked ones.
 *
 * @param enabled whether to ask at all
 * @param url the service; five hexadecimal digits are put behind it, nothing else of the password leaves this server
 * @param timeout how long a person may be kept waiting for it
 * @param threshold in how many leaks a password must have been seen to be refused
 */
@ConfigurationProperties("gatehouse.password.breach")
record BreachProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("https://api.pwnedpasswords.com/range/")
        URI url,

        @DefaultValue("2s") Duration timeout,
        @DefaultValue("1") int threshold) {

    BreachProperties {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || !url.toString().endsWith("/")) {
            throw new IllegalArgumentException("gatehouse.password.breach.url must be an http(s) URL that ends with a"
                    + " slash, such as https://api.pwnedpasswords.com/range/.");
        }
        if (timeout.isNegative() || timeout.isZero() || threshold < 1) {
            throw new IllegalArgumentException(
                    "gatehouse.password.breach: timeout must be longer than nothing and threshold at least 1.");
        }
    }
}
