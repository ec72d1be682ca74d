package io.gatehouse.system;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** Chromium's own authenticator for tests: keeps passkeys, and touches itself if it is told so. */
final class VirtualAuthenticator {

    private final CDPSession session;
    private final String id;

    /** Plugs one in that is touched and knows its owner whenever it is asked. */
    VirtualAuthenticator(Page page) {
        session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        id = session.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
    }

    void touched(boolean enabled) {
        set("WebAuthn.setAutomaticPresenceSimulation", "enabled", enabled);
    }

    void verified(boolean is) {
        set("WebAuthn.setUserVerified", "isUserVerified", is);
    }

    private void set(String method, String name, boolean value) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("authenticatorId", id);
        arguments.addProperty(name, value);
        session.send(method, arguments);
    }
}
