package io.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * What each filter chain that serves people has in common: headers, CSRF protection, the session cookie as the only
 * source of identity, and no HttpSession.
 */
public final class BrowserSecurity {

    /** Request attribute: a collection of origins to which a form of the page may lead by way of redirects. */
    public static final String FORM_ACTION_ATTRIBUTE = BrowserSecurity.class.getName() + ".formAction";

    private static final Set<String> DANGEROUS_SCHEMES =
            Set.of("javascript", "data", "blob", "filesystem", "about", "file", "vbscript", "view-source");
    private static final List<String> ANYWHERE = List.of("https:", "http://localhost:*", "http://127.0.0.1:*");

    private final SecurityContextRepository contexts;
    private final CookieCsrfTokens csrfTokens;
    private final PageHeaders headers;

    BrowserSecurity(SecurityContextRepository contexts, CookieCsrfTokens csrfTokens, PageHeaders headers) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.headers = headers;
    }

    /** Applies the common part to a chain; authorization and the way to sign in are the chain's own matter. */
    public void apply(HttpSecurity http) {
        http.headers(all -> all.defaultsDisabled().addHeaderWriter(headers))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(new UploadCsrf()))
                .securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    /**
     * Lets the forms of this page end, after redirects of our own, at the given redirect URI. Browsers apply the
     * form-action directive to the whole chain of redirects that follows a form post, and an application may send the
     * person on from its redirect URI to yet another origin: so any https origin and the loopback names are allowed, and
     * the scheme of a native app.
     */
    public static void allowFormsToReach(HttpServletRequest request, @Nullable String redirectUri) {
        String source = redirectUri == null ? null : source(redirectUri);
        Set<String> sources = new LinkedHashSet<>(ANYWHERE);
        if (source != null) {
            sources.add(source);
        }
        request.setAttribute(FORM_ACTION_ATTRIBUTE, sources);
    }

    static @Nullable String source(String redirectUri) {
        URI uri;
        try {
            uri = URI.create(redirectUri);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.isEmpty() || DANGEROUS_SCHEMES.contains(scheme)) {
            return null;
        }
        String host = uri.getHost();
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (web && host == null) {
            return null;
        }
        // CSP has no notation for IPv6 addresses
        boolean named = web && !host.startsWith("[");
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        String source = named ? scheme + "://" + host + port : scheme + ":";
        return PageHeaders.isSource(source) ? source : null;
    }
}
