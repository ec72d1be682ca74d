package io.gatehouse.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Remembers the language of the pages: for long when a person chose it ({@code lang}), while the browser is open when an
 * application asked for it ({@code ui_locales}). From here on it is the request's locale for everybody, so that a mail comes in
 * the language of the page that caused it.
 */
final class LanguageFilter extends OncePerRequestFilter {

    static final String CHOICE = "lang";
    static final String COOKIE = "gatehouse-language";
    static final String ATTRIBUTE = LanguageFilter.class.getName();

    private static final Duration LIFETIME = Duration.ofDays(400);

    private final BrowserCookies cookies;
    private final LocaleResolver languages;

    LanguageFilter(BrowserCookies cookies, LocaleResolver languages) {
        this.cookies = cookies;
        this.languages = languages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HttpMethod.GET.matches(request.getMethod()) && request.getQueryString() != null && isPage(request)) {
            Optional<Locale> chosen = Languages.best(request.getParameter(CHOICE));
            Optional<Locale> asked = Languages.best(request.getParameter("ui_locales"));
            chosen.ifPresent(locale -> cookies.write(response, COOKIE, locale.getLanguage(), LIFETIME));
            if (chosen.isEmpty() && cookies.read(request, COOKIE).isEmpty()) {
                asked.ifPresent(locale -> cookies.write(response, COOKIE, locale.getLanguage()));
                chosen = asked;
            }
            chosen.ifPresent(locale -> request.setAttribute(ATTRIBUTE, locale));
        }
        chain.doFilter(new InLanguage(request, languages), response);
    }

    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/oauth2/") && !path.startsWith("/.well-known/") && !path.startsWith("/assets/");
    }

    private static final class InLanguage extends HttpServletRequestWrapper {

        private final HttpServletRequest request;
        private final LocaleResolver languages;

        InLanguage(HttpServletRequest request, LocaleResolver languages) {
            super(request);
            this.request = request;
            this.languages = languages;
        }

        @Override
        public Locale getLocale() {
            return languages.resolveLocale(request);
        }
    }
}
