package io.gatehouse.consent;

import io.gatehouse.client.Scope;
import io.gatehouse.client.ScopeCatalog;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;

/**
 * Scopes in the language of the person. The words that the server brings along are translated; words that the operator
 * wrote are shown as they are.
 */
public final class ScopeWords {

    private final ScopeCatalog scopes;
    private final MessageSource messages;

    ScopeWords(ScopeCatalog scopes, MessageSource messages) {
        this.scopes = scopes;
        this.messages = messages;
    }

    /** Those of the scopes that exist, in the same order. */
    public List<Scope> of(Collection<String> names, Locale locale) {
        return names.stream()
                .map(scopes::find)
                .filter(Objects::nonNull)
                .map(scope -> translated(scope, locale))
                .toList();
    }

    Scope translated(Scope scope, Locale locale) {
        if (!scope.equals(inLanguage(scope, Locale.ENGLISH))) {
            return scope;
        }
        return inLanguage(scope, locale);
    }

    private Scope inLanguage(Scope scope, Locale locale) {
        String key = "consent.scope." + scope.name();
        return new Scope(
                scope.name(),
                scope.resource(),
                Objects.requireNonNullElse(messages.getMessage(key + ".title", null, null, locale), scope.title()),
                Objects.requireNonNullElse(
                        messages.getMessage(key + ".text", null, null, locale), scope.description()));
    }
}
