package io.gatehouse.password;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a page shows around a field for a new password (fragment {@code password/choose}).
 *
 * @param rules what to keep in mind, shown before typing
 * @param broken why the last try was refused
 * @param ticket tells the live feedback whose password it is; only this server can read it
 */
public record PasswordField(List<PasswordAdvice> rules, List<PasswordAdvice> broken, String ticket) {

    public PasswordField {
        rules = List.copyOf(rules);
        broken = List.copyOf(broken);
    }

    /** The names of the rules that the last try broke. */
    public Set<String> brokenRules() {
        return broken.stream().map(PasswordAdvice::rule).collect(Collectors.toSet());
    }
}
