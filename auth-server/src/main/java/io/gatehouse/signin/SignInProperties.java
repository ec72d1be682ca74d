package io.gatehouse.signin;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a sign-in has to come to.
 *
 * @param secondFactorRoles roles whose holders must have a second factor
 * @param freshFor how old the last proof may be for what only the very person may do
 * @param terms which terms of use everybody must have accepted
 */
@ConfigurationProperties("gatehouse.sign-in")
public record SignInProperties(
        @DefaultValue Set<String> secondFactorRoles,
        @DefaultValue("5m") Duration freshFor,
        @DefaultValue Terms terms) {

    /**
     * Terms of use.
     *
     * @param version what changes when people have to accept them again; empty means that there are none
     * @param url where they can be read
     */
    public record Terms(
            @DefaultValue("") String version,
            @DefaultValue("") String url) {

        boolean exist() {
            return !version.isEmpty();
        }
    }

    public SignInProperties {
        secondFactorRoles = Set.copyOf(secondFactorRoles);
        if (!freshFor.isPositive()) {
            throw new IllegalArgumentException(
                    "gatehouse.sign-in.fresh-for must be longer than nothing, for example 5m.");
        }
        if (terms.exist() && !terms.url().startsWith("https://")) {
            throw new IllegalArgumentException(
                    "gatehouse.sign-in.terms.url must be an https address when gatehouse.sign-in.terms.version is set.");
        }
    }
}
