package io.gatehouse.mfa;

import io.gatehouse.shared.GatehouseProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** The pages of setting up an authenticator, which look the same at sign-in and in the account but for their frame. */
final class SetupPages {

    private static final int GROUP = 4;

    private final MfaProperties properties;
    private final GatehouseProperties server;

    SetupPages(MfaProperties properties, GatehouseProperties server) {
        this.properties = properties;
        this.server = server;
    }

    /** The page with the QR code. */
    ModelAndView qr(String view, Enrolment.Draft draft, SetupOwner owner) {
        String secret = Base32.encode(draft.setup().seed());
        String uri = uri(secret, owner.email());
        ModelAndView page = new ModelAndView(view);
        page.addObject("setup", draft.field());
        page.addObject("secret", grouped(secret));
        page.addObject("uri", uri);
        page.addObject("qr", QrImage.of(uri));
        return page;
    }

    ModelAndView wrong(String view, Enrolment.Draft draft, SetupOwner owner) {
        ModelAndView page = qr(view, draft, owner);
        page.setStatus(HttpStatus.UNAUTHORIZED);
        page.addObject("error", "mfa.error.wrong.totp");
        return page;
    }

    ModelAndView codes(String view, Enrolment.Draft draft) {
        ModelAndView page = new ModelAndView(view);
        page.addObject("setup", draft.field());
        page.addObject("codes", String.join("\n", draft.setup().codes()));
        return page;
    }

    /** The codes as a file to keep. */
    ResponseEntity<String> file(List<String> codes) {
        String text = server.issuer() + "\r\n\r\n" + String.join("\r\n", codes) + "\r\n";
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("recovery-codes.txt")
                                .build()
                                .toString())
                .body(text);
    }

    /** The key URI that authenticator apps read; SHA1, 6 digits and 30 seconds are what all of them take for granted. */
    private String uri(String secret, String email) {
        String name = UriUtils.encode(properties.name(), StandardCharsets.UTF_8);
        String person = UriUtils.encode(email, StandardCharsets.UTF_8);
        return "otpauth://totp/" + name + ":" + person + "?secret=" + secret + "&issuer=" + name
                + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.PERIOD;
    }

    private static String grouped(String secret) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < secret.length(); i += GROUP) {
            text.append(i == 0 ? "" : " ").append(secret, i, Math.min(secret.length(), i + GROUP));
        }
        return text.toString();
    }
}
