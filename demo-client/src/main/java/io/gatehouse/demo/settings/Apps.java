package io.gatehouse.demo.settings;

import io.gatehouse.demo.settings.App.Authentication;
import org.springframework.stereotype.Component;

/** The two apps: the notes app and the reports app. */
@Component
public final class Apps {

    private final App notes;
    private final App reports;

    Apps(DemoProperties properties) {
        String base = properties.baseUrl();
        notes = new App(
                "notes",
                "Notes",
                properties.web().clientId(),
                properties.web().clientSecret(),
                Authentication.CLIENT_SECRET_BASIC,
                "openid profile email notes.read notes.write",
                "/tokens",
                base + "/callback",
                base + "/signed-out");
        reports = new App(
                "reports",
                "Reports",
                properties.reports().clientId(),
                properties.reports().clientSecret(),
                Authentication.CLIENT_SECRET_POST,
                "openid profile email notes.read",
                "/reports",
                base + "/reports/callback",
                base + "/reports/signed-out");
    }

    public App notes() {
        return notes;
    }

    public App reports() {
        return reports;
    }
}
