package io.gatehouse.realm;

import io.gatehouse.account.Account;
import io.gatehouse.password.PasswordAdvice;
import io.gatehouse.password.PasswordPolicies;
import io.gatehouse.password.PasswordRejectedException;
import io.gatehouse.password.PasswordService;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The passwords of a realm's people: set once, under the same policy as everybody's. */
@Component
final class RealmPasswords {

    private final PasswordService passwords;
    private final PasswordPolicies policies;

    RealmPasswords(PasswordService passwords, PasswordPolicies policies) {
        this.passwords = passwords;
        this.policies = policies;
    }

    void check(Realm.Person person, RealmProblems problems) {
        Realm.Password password = person.password();
        if (password == null || password.hashed()) {
            return;
        }
        try {
            passwords.check(password.text());
        } catch (PasswordRejectedException e) {
            problems.add(
                    person.key() + ".password",
                    "this password is not acceptable: it must have 8 to 1024 characters and not be blank.");
        }
    }

    /** Sets the person's password if there is none yet, or if the file insists. The roles must be assigned already. */
    void write(Realm.Person person, Account account, RealmProblems problems) {
        Realm.Password password = person.password();
        if (password == null || (passwords.exists(account.id()) && !password.force())) {
            return;
        }
        if (password.hashed()) {
            writeHash(person, password, account, problems);
        } else if (!passwords.matches(account.id(), password.text())) {
            requireFit(person, password, account, problems);
            passwords.set(account.id(), password.text());
        }
    }

    private void writeHash(Realm.Person person, Realm.Password password, Account account, RealmProblems problems) {
        try {
            passwords.setHash(account.id(), password.text());
        } catch (IllegalArgumentException e) {
            problems.add(person.key() + ".password.hash", String.valueOf(e.getMessage()));
            problems.stopIfAny();
        }
    }

    private void requireFit(Realm.Person person, Realm.Password password, Account account, RealmProblems problems) {
        List<PasswordAdvice> broken = policies.broken(password.text(), policies.person(account));
        if (!broken.isEmpty()) {
            String rules = broken.stream().map(PasswordAdvice::rule).collect(Collectors.joining(", "));
            problems.add(
                    person.key() + ".password",
                    "this password is not acceptable under gatehouse.password.policy, because of: " + rules + ".");
            problems.stopIfAny();
        }
    }
}
