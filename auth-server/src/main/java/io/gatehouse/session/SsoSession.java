package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live single sign-on session with what the account looks like right now.
 *
 * @param sid the public name of the session (OpenID Connect Back-Channel Logout section 2.1); worth nothing to an attacker
 * @param authTime when the person last proved who they are (OpenID Connect Core section 2)
 * @param amr how (RFC 8176)
 * @param roles names of the roles that the account holds
 * @param actingAdmin the administrator who acts as this person, or null: the person did not prove anything then
 * @param leaving the person asked to delete the account: nothing but the pages of the account opens any more
 */
public record SsoSession(
        UUID sid,
        AccountId accountId,
        Instant authTime,
        List<String> amr,
        Instant createdAt,
        Instant expiresAt,
        String email,
        String displayName,
        Set<String> roles,
        boolean leaving,
        @Nullable AccountId actingAdmin) {

    /** One factor: a password. */
    public static final String ACR_PASSWORD = "urn:gatehouse:acr:pwd";
    /** Two factors. */
    public static final String ACR_MULTI_FACTOR = "urn:gatehouse:acr:mfa";

    /** Nobody proved to be this person: an administrator acts as them (OpenID Connect Core section 2, {@code acr}). */
    public static final String ACR_NONE = "0";

    /** All authentication context classes of this server, the weakest first. */
    public static final List<String> ACRS = List.of(ACR_PASSWORD, ACR_MULTI_FACTOR);

    private static final Set<String> SECOND_FACTORS = Set.of("mfa", "otp", "hwk", "swk", "sms");

    public SsoSession {
        amr = List.copyOf(amr);
        roles = Set.copyOf(roles);
    }

    /** Whether somebody else acts as this person. */
    public boolean acting() {
        return actingAdmin != null;
    }

    /** Whether more than a password was shown, so that a stolen one would not have sufficed. */
    public boolean multiFactor() {
        return amr.stream().anyMatch(SECOND_FACTORS::contains);
    }

    /** The authentication context class (OpenID Connect Core section 2) that the factors add up to. */
    public String acr() {
        if (acting()) {
            return ACR_NONE;
        }
        return multiFactor() ? ACR_MULTI_FACTOR : ACR_PASSWORD;
    }
}
