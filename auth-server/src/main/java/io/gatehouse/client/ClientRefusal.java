package io.gatehouse.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The refusals of client authentication. The caller of a wrong client learns nothing but the code; the log gets the cause. */
final class ClientRefusal {

    static final String THROTTLED = "slow_down";
    static final String OVERLOADED = "temporarily_unavailable";

    private static final Logger log = LoggerFactory.getLogger(ClientAuthentication.class);

    private ClientRefusal() {}

    /** RFC 6749 section 5.2: {@code invalid_client}, the same for unknown clients and wrong credentials. */
    static OAuth2AuthenticationException client(String cause) {
        log.info("A client was refused because of {}", cause);
        return new OAuth2AuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed.", null));
    }

    static OAuth2AuthenticationException client(String clientId, String cause) {
        return client(cause + " (client_id '" + clientId + "')");
    }

    static OAuth2AuthenticationException request(String sentence) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, sentence, null));
    }

    static OAuth2AuthenticationException throttled(String clientId) {
        log.info("A client was refused because of too many wrong secrets (client_id '{}')", clientId);
        return new OAuth2AuthenticationException(
                new OAuth2Error(THROTTLED, "There were too many wrong secrets. Try again later.", null));
    }

    static OAuth2AuthenticationException overloaded() {
        return new OAuth2AuthenticationException(
                new OAuth2Error(OVERLOADED, "The server is busy. Try again in a moment.", null));
    }
}
