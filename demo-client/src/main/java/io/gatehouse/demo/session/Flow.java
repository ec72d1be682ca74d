package io.gatehouse.demo.session;

/** The flows whose steps are kept. */
public enum Flow {
    SIGN_IN("Sign-in"),
    REFRESH("Refresh"),
    USERINFO("Userinfo"),
    INTROSPECTION("Introspection"),
    REVOCATION("Revocation"),
    CLIENT_CREDENTIALS("Client credentials"),
    NOTES("Notes API"),
    SIGN_OUT("Sign-out");

    private final String title;

    Flow(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
