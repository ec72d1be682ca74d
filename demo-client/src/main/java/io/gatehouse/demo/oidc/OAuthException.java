package io.gatehouse.demo.oidc;

/** The provider refused, with a code of RFC 6749 section 5.2 and perhaps a sentence. */
public final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String description;

    OAuthException(int status, String code, String description) {
        super(code);
        this.status = status;
        this.code = code;
        this.description = description;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String description() {
        return description;
    }
}
