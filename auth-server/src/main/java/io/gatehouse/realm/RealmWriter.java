package io.gatehouse.realm;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ScopeCatalog;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks a realm against what the features accept, then makes it so. */
@Component
final class RealmWriter {

    private final ScopeCatalog scopes;
    private final RealmAccess access;
    private final AccountService accounts;
    private final RealmPasswords passwords;
    private final ClientService clients;

    RealmWriter(
            ScopeCatalog scopes,
            RealmAccess access,
            AccountService accounts,
            RealmPasswords passwords,
            ClientService clients) {
        this.scopes = scopes;
        this.access = access;
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
            passwords.check(person, problems);
        }
    }

    void write(Realm realm, RealmProblems problems) {
        access.keepAnAdministrator(() -> writeAll(realm, problems));
    }

    private void writeAll(Realm realm, RealmProblems problems) {
        realm.scopes().forEach(scopes::save);
        realm.clients().forEach(client -> clients.save(client.registration()));
        access.write(realm.access());
        for (Realm.Person person : realm.people()) {
            Account account = accounts.ensureActive(person.email(), person.profile());
            access.write(person, account.id());
            passwords.write(person, account, problems);
        }
    }
}
