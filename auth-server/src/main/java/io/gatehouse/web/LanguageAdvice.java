package io.gatehouse.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page the list of languages, each with the link that shows the same page in it. */
@ControllerAdvice(annotations = Controller.class)
final class LanguageAdvice {

    /**
     * One entry of the list.
     *
     * @param tag BCP 47
     * @param name in the language itself
     * @param href the page in this language, relative to the page
     */
    record Language(String tag, String name, String href) {}

    @ModelAttribute("languages")
    List<Language> languages(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // the page belongs to no address of its own
            return List.of();
        }
        String rest = HttpMethod.GET.matches(request.getMethod()) ? queryWithoutChoice(request.getQueryString()) : "";
        return Languages.TAGS.stream()
                .map(tag -> {
                    Locale locale = Locale.forLanguageTag(tag);
                    return new Language(
                            tag, locale.getDisplayLanguage(locale), "?" + rest + LanguageFilter.CHOICE + "=" + tag);
                })
                .toList();
    }

    private static String queryWithoutChoice(@Nullable String query) {
        if (query == null) {
            return "";
        }
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.startsWith(LanguageFilter.CHOICE + "=") && !pair.isEmpty())
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
    }
}
