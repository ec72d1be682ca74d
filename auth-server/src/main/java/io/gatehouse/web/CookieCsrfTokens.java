package io.gatehouse.web;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.keyring.Purpose;
import io.gatehouse.keyring.RandomTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * Double-submit tokens that nobody else can make: random, and authenticated together with the session cookie that they
 * belong to. A planted token is refused, and signing in or out makes the former one worthless.
 */
final class CookieCsrfTokens implements CsrfTokenRepository {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final int RANDOM_LENGTH = 43;

    private final Keyring keyring;
    private final BrowserCookies cookies;

    CookieCsrfTokens(Keyring keyring, BrowserCookies cookies) {
        this.keyring = keyring;
        this.cookies = cookies;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        String random = RandomTokens.next();
        byte[] code = keyring.mac(Purpose.CSRF, bound(random, request));
        return token(random + "." + ENCODER.encodeToString(code));
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null) {
            cookies.clear(response, BrowserCookies.CSRF);
        } else {
            cookies.write(response, BrowserCookies.CSRF, token.getToken());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return cookies.read(request, BrowserCookies.CSRF)
                .filter(value -> genuine(value, request))
                .map(CookieCsrfTokens::token)
                .orElse(null);
    }

    private boolean genuine(String value, HttpServletRequest request) {
        if (value.length() <= RANDOM_LENGTH + 1 || value.charAt(RANDOM_LENGTH) != '.') {
            return false;
        }
        try {
            byte[] code = Base64.getUrlDecoder().decode(value.substring(RANDOM_LENGTH + 1));
            return keyring.verifyMac(Purpose.CSRF, code, bound(value.substring(0, RANDOM_LENGTH), request));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] bound(String random, HttpServletRequest request) {
        String session = cookies.read(request, BrowserCookies.SESSION).orElse("");
        return (random + "." + session).getBytes(StandardCharsets.UTF_8);
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}
