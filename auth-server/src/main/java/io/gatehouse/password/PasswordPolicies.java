package io.gatehouse.password;

import io.gatehouse.access.RoleService;
import io.gatehouse.account.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What passwords have to be, in words before a person types one, and as a verdict after. Whose password it is decides which
 * roles' rules count.
 */
public final class PasswordPolicies {

    private final PasswordPolicyProperties properties;
    private final List<PasswordRule> rules;
    private final RoleService roles;

    PasswordPolicies(PasswordPolicyProperties properties, List<PasswordRule> rules, RoleService roles) {
        this.properties = properties;
        this.rules = List.copyOf(rules);
        this.roles = roles;
    }

    /** The account's owner with the roles that they hold now. */
    public PasswordPerson person(Account account) {
        return PasswordPerson.of(account, roles.rolesOf(account.id()));
    }

    /** The rules for this person, a sentence each. */
    public List<PasswordAdvice> help(PasswordPerson person) {
        PasswordPolicy policy = properties.of(person.roles());
        return rules.stream()
                .map(rule -> rule.help(policy))
                .flatMap(Optional::stream)
                .filter(advice -> person.account() != null || !advice.rule().equals("history"))
                .toList();
    }

    /** Why this person can't have this password: a sentence for each broken rule, nothing if all is well. */
    public List<PasswordAdvice> broken(String raw, PasswordPerson person) {
        return judge(raw, person, false);
    }

    /** The same without the rules that are too costly to be asked with every few keystrokes. */
    List<PasswordAdvice> brokenSoFar(String raw, PasswordPerson person) {
        return judge(raw, person, true);
    }

    /** Throws {@link PasswordRejectedException} with a sentence for each broken rule. */
    public void require(String raw, PasswordPerson person) {
        List<PasswordAdvice> broken = broken(raw, person);
        if (!broken.isEmpty()) {
            throw new PasswordRejectedException(broken);
        }
    }

    /** The names of the rules that {@link #brokenSoFar} looks at. */
    List<String> liveRules() {
        return rules.stream().filter(PasswordRule::live).map(PasswordRule::name).toList();
    }

    PasswordPolicy of(Set<String> names) {
        return properties.of(names);
    }

    private List<PasswordAdvice> judge(String raw, PasswordPerson person, boolean liveOnly) {
        if (PasswordText.tooLong(raw)) {
            return List.of(PasswordAdvice.of("length", "password.too-long", PasswordText.LONGEST));
        }
        PasswordPolicy policy = properties.of(person.roles());
        PasswordCandidate candidate = PasswordCandidate.of(raw, person);
        List<PasswordAdvice> broken = new ArrayList<>();
        for (PasswordRule rule : rules) {
            // slow rules and other servers are only asked about passwords that could be set
            if (rule.live() || (!liveOnly && broken.isEmpty())) {
                rule.refusal(candidate, policy).ifPresent(broken::add);
            }
        }
        return broken;
    }
}
