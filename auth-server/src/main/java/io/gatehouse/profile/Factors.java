package io.gatehouse.profile;

import java.util.List;
import java.util.Set;

/** The methods of a sign-in (RFC 8176) in plain words: keys of messages. */
final class Factors {

    private static final Set<String> KNOWN = Set.of("pwd", "otp", "hwk", "swk", "sms", "email", "recovery", "fed");

    private Factors() {}

    static List<String> keys(List<String> amr) {
        return amr.stream()
                .filter(KNOWN::contains)
                .distinct()
                .map(method -> "profile.factor." + method)
                .toList();
    }
}
