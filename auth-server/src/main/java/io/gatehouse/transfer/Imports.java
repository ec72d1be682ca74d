package io.gatehouse.transfer;

import io.gatehouse.access.AccessService;
import io.gatehouse.access.Actor;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.client.ClientService;
import io.gatehouse.client.ScopeCatalog;
import io.gatehouse.client.StoredClients;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports files. Scopes, clients, roles and groups come in one transaction, then people in batches with one each: a batch is
 * in the database whole or not at all. The same file again changes nothing.
 */
public final class Imports {

    /** People in one transaction. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int TRIES = 5;

    private final PeopleImport.Rooms rooms;
    private final Clients clients;
    private final AccessService access;
    private final TransactionOperations transactions;

    Imports(PeopleImport.Rooms rooms, Clients clients, AccessService access, TransactionOperations transactions) {
        this.rooms = rooms;
        this.clients = clients;
        this.access = access;
        this.transactions = transactions;
    }

    /** The doors of the room {@code client}. */
    record Clients(ClientService service, StoredClients stored, ScopeCatalog scopes) {}

    /**
     * Imports a file, which must not change meanwhile. Throws {@link GatehouseException} if the file as a whole can't be used,
     * or the actor is neither the operator nor an administrator: an import may bring anything.
     */
    public ImportReport run(
            Actor actor, ImportFormat format, Path file, ImportOptions options, ImportListener listener) {
        requireAdministrator(actor);
        return new Run(actor, open(format, file, options), options, listener).run();
    }

    private void requireAdministrator(Actor actor) {
        AccountId account = actor.account();
        if (account != null && !access.authoritiesOf(account).administrator()) {
            throw new GatehouseException(ErrorCode.FORBIDDEN, actor.name() + " is no administrator and may not import");
        }
    }

    private static ImportFile open(ImportFormat format, Path file, ImportOptions options) {
        return switch (format) {
            case KEYCLOAK -> new KeycloakFile(file, options);
            case DJANGO -> new DjangoFile(file, options);
            case CSV -> new CsvFile(file, options);
            case GATEHOUSE -> new GatehouseFile(file);
        };
    }

    /** One import. */
    private final class Run {

        /** Who imports; that they are an administrator still is asked for each batch. */
        private final Actor person;

        private final Actor actor;
        private final ImportFile file;
        private final ImportOptions options;
        private final Findings findings;
        private final KnownAccess known = new KnownAccess(rooms.access());
        private final PeopleImport people;
        private final SeenAddresses seen = new SeenAddresses();
        private final List<ImportedPerson> waiting = new ArrayList<>();
        private long done;
        private long total;

        Run(Actor person, ImportFile file, ImportOptions options, ImportListener listener) {
            this.person = person;
            this.actor = new Actor(null, person.name() + ", import");
            this.file = file;
            this.options = options;
            this.findings = new Findings(listener);
            this.people = new PeopleImport(rooms, known, options, actor);
        }

        ImportReport run() {
            ImportedRealm realm = file.realm(findings);
            total = realm.people();
            String failure = attempt(() -> take(realm));
            if (failure == null) {
                failure = attempt(() -> {
                    file.people(findings, this::take);
                    flush();
                });
            }
            return findings.tally().report(options.dryRun(), failure);
        }

        private @Nullable String attempt(Runnable work) {
            try {
                work.run();
                return null;
            } catch (DataAccessException | TransactionException e) {
                LOG.error("An import stopped", e);
                return "The database refused a batch; nothing of that batch is in. The log has the cause. Run the import again.";
            } catch (GatehouseException | PeopleImport.OvertakenException e) {
                LOG.error("An import stopped", e);
                return "A batch was refused; nothing of it is in: " + e.getMessage();
            }
        }

        private void take(ImportedRealm realm) {
            Findings.Batch batch = findings.new Batch();
            transactions.executeWithoutResult(status -> {
                ClientImport ofClients =
                        new ClientImport(clients.service(), clients.stored(), clients.scopes(), options);
                RoleImport ofRoles = new RoleImport(rooms.access(), known, ofClients::exists, options, actor);
                ofClients.scopes(realm.scopes(), batch);
                ofClients.clients(realm.clients(), batch);
                ofRoles.permissions(realm.permissions(), batch);
                ofRoles.roles(realm.roles(), batch);
                known.rememberAdministration();
                new GroupImport(rooms.access(), known, options, actor).groups(realm.groups(), batch);
                known.rememberAdministration();
                if (options.dryRun()) {
                    status.setRollbackOnly();
                }
            });
            batch.committed();
            findings.progress(0, total);
        }

        private void take(ImportedPerson person) {
            if (!seen.add(person.email())) {
                findings.refuse(
                        ItemKind.PERSON,
                        person.place(),
                        person.email().value(),
                        "duplicate",
                        "Somebody above in the file has the same e-mail address. The first one is taken.");
                return;
            }
            waiting.add(person);
            if (waiting.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            for (int i = 1; !waiting.isEmpty(); i++) {
                Findings.Batch batch = findings.new Batch();
                try {
                    write(batch);
                    done += waiting.size();
                    waiting.clear();
                    batch.committed();
                    findings.progress(done, total);
                } catch (PeopleImport.OvertakenException e) {
                    if (i == TRIES) {
                        throw e;
                    }
                }
            }
        }

        private void write(Findings.Batch batch) {
            if (options.dryRun()) {
                people.batch(waiting, batch);
                return;
            }
            transactions.executeWithoutResult(status -> {
                requireAdministrator(person);
                people.batch(waiting, batch);
                rooms.audit()
                        .record(
                                AuditAction.PEOPLE_IMPORTED,
                                null,
                                Map.of("by", actor.name(), "people", Integer.toString(waiting.size())));
            });
        }
    }
}
