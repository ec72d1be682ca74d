package io.gatehouse.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person told about themselves: standard claims of OpenID Connect Core section 5.1 and nothing else. Claims that the
 * server itself vouches for (sub, email, email_verified, updated_at) are not part of it.
 *
 * @param claims immutable; construction throws {@link IllegalArgumentException} for an unknown claim or a wrong type
 */
public record Profile(Map<String, Object> claims) {

    private static final int MAX_TEXT = 2048;
    private static final String PHONE_NUMBER = "phone_number";
    private static final String PHONE_VERIFIED = "phone_number_verified";
    private static final String ADDRESS = "address";

    /** The claims that the scope {@code profile} opens (OpenID Connect Core section 5.4), without updated_at. */
    public static final List<String> PROFILE_CLAIMS = List.of(
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale");

    /** The claims that the scope {@code phone} opens. */
    public static final List<String> PHONE_CLAIMS = List.of(PHONE_NUMBER, PHONE_VERIFIED);

    /** The claim that the scope {@code address} opens. */
    public static final List<String> ADDRESS_CLAIMS = List.of(ADDRESS);

    /** OpenID Connect Core section 5.1.1. */
    private static final Set<String> ADDRESS_PARTS =
            Set.of("formatted", "street_address", "locality", "region", "postal_code", "country");

    private static final Map<String, List<String>> LINK_SCHEMES = Map.of(
            "picture", List.of("https://"),
            "website", List.of("https://", "http://"),
            "profile", List.of("https://", "http://"));

    private static final Profile EMPTY = new Profile(Map.of());

    public Profile {
        Map<String, Object> copy = new LinkedHashMap<>();
        claims.forEach((claim, value) -> copy.put(claim, checked(claim, value)));
        claims = Collections.unmodifiableMap(copy);
    }

    /** A profile that says nothing. */
    public static Profile empty() {
        return EMPTY;
    }

    /** A profile that gives only the name to show. */
    public static Profile named(String name) {
        return new Profile(Map.of("name", name));
    }

    private static Object checked(String claim, Object value) {
        if (PROFILE_CLAIMS.contains(claim)) {
            String text = text(claim, value);
            requireLink(claim, text);
            return text;
        }
        return switch (claim) {
            case PHONE_NUMBER -> text(claim, value);
            case PHONE_VERIFIED -> {
                if (value instanceof Boolean) {
                    yield value;
                }
                throw refused(claim, "must be true or false");
            }
            case ADDRESS -> address(value);
            default -> throw refused(claim, "is not a claim that a profile can hold");
        };
    }

    private static String text(String claim, Object value) {
        if (value instanceof String text && text.length() <= MAX_TEXT && text.indexOf('\0') < 0) {
            return text;
        }
        throw refused(claim, "must be text of at most " + MAX_TEXT + " characters");
    }

    /** Other sites show these as links and pictures. This server neither fetches nor shows them. */
    private static void requireLink(String claim, String text) {
        List<String> schemes = LINK_SCHEMES.get(claim);
        if (schemes != null && schemes.stream().noneMatch(scheme -> link(text, scheme))) {
            throw refused(claim, "must be a link that starts with " + String.join(" or ", schemes));
        }
    }

    private static boolean link(String text, String scheme) {
        try {
            URI uri = new URI(text);
            return scheme.equals(uri.getScheme() + "://") && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Map<String, String> address(Object value) {
        if (!(value instanceof Map<?, ?> parts)) {
            throw refused(ADDRESS, "must be an object");
        }
        Map<String, String> copy = new LinkedHashMap<>();
        parts.forEach((key, part) -> {
            if (!(key instanceof String name) || !ADDRESS_PARTS.contains(name)) {
                throw refused(ADDRESS, "has a part that OpenID Connect doesn't know");
            }
            copy.put(name, text(ADDRESS + "." + name, part));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static IllegalArgumentException refused(String claim, String why) {
        return new IllegalArgumentException("The profile claim '" + claim + "' " + why);
    }
}
