package io.gatehouse.realm;

import io.gatehouse.access.RoleService;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.password.PasswordRejectedException;
import io.gatehouse.password.PasswordService;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks a realm against what the features accept, then makes it so. */
@Component
final class RealmWriter {

    private final ScopeCatalog scopes;
    private final RoleService roles;
    private final AccountService accounts;
    private final PasswordService passwords;
    private final ClientService clients;

    RealmWriter(
            ScopeCatalog scopes,
            RoleService roles,
            AccountService accounts,
            PasswordService passwords,
            ClientService clients) {
        this.scopes = scopes;
        this.roles = roles;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clients = clients;
    }

    void check(Realm realm, RealmProblems problems) {
        Set<String> newScopes = new HashSet<>();
        realm.scopes().forEach(scope -> newScopes.add(scope.name()));
        for (Realm.Client client : realm.clients()) {
            clients.problems(client.registration(), newScopes)
                    .forEach(problem -> problems.add(client.key() + "." + problem.key(), problem.message()));
        }
        for (Realm.Person person : realm.people()) {
            if (person.password() != null && !person.password().hashed()) {
                try {
                    passwords.check(person.password().text());
                } catch (PasswordRejectedException e) {
                    problems.add(
                            person.key() + ".password",
                            "this password is not acceptable: it must have 8 to 1024 characters and not be blank.");
                }
            }
        }
    }

    void write(Realm realm, RealmProblems problems) {
        realm.scopes().forEach(scopes::save);
        realm.roles().forEach(role -> roles.ensureRole(role.name(), role.description()));
        for (Realm.Person person : realm.people()) {
            Account account = accounts.ensureActive(person.email(), person.profile());
            if (person.roles() != null) {
                roles.replaceAssignments(account.id(), person.roles());
            }
            if (person.password() != null) {
                password(person, person.password(), account, problems);
            }
        }
        realm.clients().forEach(client -> clients.save(client.registration()));
    }

    private void password(Realm.Person person, Realm.Password password, Account account, RealmProblems problems) {
        if (passwords.exists(account.id()) && !password.force()) {
            return;
        }
        if (password.hashed()) {
            try {
                passwords.setHash(account.id(), password.text());
            } catch (IllegalArgumentException e) {
                problems.add(person.key() + ".password.hash", String.valueOf(e.getMessage()));
                problems.stopIfAny();
            }
        } else if (!passwords.matches(account.id(), password.text())) {
            passwords.set(account.id(), password.text());
        }
    }
}
