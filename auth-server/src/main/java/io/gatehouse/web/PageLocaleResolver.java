package io.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Which language to answer in: the one chosen on a page, else the one that the application asked for, else the first of the
 * browser's that we can speak.
 */
final class PageLocaleResolver implements LocaleResolver {

    private final BrowserCookies cookies;

    PageLocaleResolver(BrowserCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(LanguageFilter.ATTRIBUTE) instanceof Locale chosen) {
            return chosen;
        }
        return cookies.read(request, LanguageFilter.COOKIE)
                .flatMap(Languages::best)
                .or(() -> ofBrowser(request))
                .orElse(Locale.ENGLISH);
    }

    private static Optional<Locale> ofBrowser(HttpServletRequest request) {
        return request.getHeader("Accept-Language") == null
                ? Optional.empty()
                : Collections.list(request.getLocales()).stream()
                        .flatMap(locale -> Languages.best(locale.getLanguage()).stream())
                        .findFirst();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("LanguageFilter remembers the language");
    }
}
