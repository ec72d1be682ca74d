package io.gatehouse.demo.session;

import io.gatehouse.demo.settings.App;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Finds the part of the browser session that belongs to an app. */
public final class AppSessions {

    private AppSessions() {}

    public static AppSession of(HttpServletRequest request, App app) {
        HttpSession session = request.getSession();
        String name = "app." + app.key();
        synchronized (AppSessions.class) {
            if (session.getAttribute(name) instanceof AppSession known) {
                return known;
            }
            AppSession created = new AppSession();
            session.setAttribute(name, created);
            return created;
        }
    }
}
