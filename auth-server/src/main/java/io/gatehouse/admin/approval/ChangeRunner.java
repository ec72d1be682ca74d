package io.gatehouse.admin.approval;

import io.gatehouse.access.Actor;
import io.gatehouse.access.AssignmentService;
import io.gatehouse.access.GroupLinkService;
import io.gatehouse.access.RoleContentService;
import io.gatehouse.access.Validity;
import io.gatehouse.admin.ClientAdministration;
import io.gatehouse.admin.KeyAdministration;
import io.gatehouse.client.ClientDetails;
import io.gatehouse.client.ClientRegistry;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.signingkey.KeyInfo;
import io.gatehouse.signingkey.RotationResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes an approved change through the same doors as any other, so that everything is checked anew: that the things are
 * there and unchanged, and that both people may do it and hold what they give.
 */
@Component
final class ChangeRunner {

    private final AssignmentService assignments;
    private final GroupLinkService links;
    private final RoleContentService contents;
    private final KeyAdministration keys;
    private final Clients clients;

    ChangeRunner(
            AssignmentService assignments,
            GroupLinkService links,
            RoleContentService contents,
            KeyAdministration keys,
            Clients clients) {
        this.assignments = assignments;
        this.links = links;
        this.contents = contents;
        this.keys = keys;
        this.clients = clients;
    }

    /** The rooms of the applications. */
    @Component
    record Clients(ClientRegistry registry, ClientAdministration administration) {}

    /** Makes the change, and returns the secret that came of it, if one did. */
    @Nullable
    String run(ProposedChange change, Actor actor) {
        switch (change) {
            case ProposedChange.GiveRole it ->
                assignments.give(
                        actor,
                        new AccountId(it.account()),
                        it.role(),
                        it.within(),
                        new Validity(it.from(), it.until()));
            case ProposedChange.JoinGroup it ->
                links.add(actor, it.group(), new AccountId(it.account()), new Validity(it.from(), it.until()));
            case ProposedChange.GiveGroupRole it ->
                links.giveRole(actor, it.group(), it.role(), new Validity(it.from(), it.until()), null);
            case ProposedChange.AddRolePermission it -> contents.addPermission(actor, it.role(), it.permission(), null);
            case ProposedChange.AddRoleMember it -> contents.addMember(actor, it.role(), it.member(), null);
            case ProposedChange.RotateKey it -> rotate(it, actor);
            case ProposedChange.ChangeClient it -> {
                if (clients.administration()
                        .change(actor, it.registration(), it.version())
                        .isEmpty()) {
                    throw changed();
                }
            }
            case ProposedChange.DeleteClient it -> {
                if (!clients.administration().delete(actor, it.client(), it.version())) {
                    throw changed();
                }
            }
            case ProposedChange.MakeSecret it -> {
                return secret(it, actor);
            }
        }
        return null;
    }

    private void rotate(ProposedChange.RotateKey it, Actor actor) {
        KeyInfo key = keys.find(it.kid()).orElseThrow(ChangeRunner::gone);
        if (keys.rotate(actor, key, it.atOnce()) != RotationResult.ROTATED) {
            throw new GatehouseException(ErrorCode.CONFLICT, "signing key " + it.kid() + " can't be rotated now");
        }
    }

    private String secret(ProposedChange.MakeSecret it, Actor actor) {
        ClientDetails client = clients.registry().details(it.client()).orElseThrow(ChangeRunner::gone);
        if (client.version() != it.version() || !client.registration().usesSecret()) {
            throw changed();
        }
        return clients.administration().rotateSecret(actor, it.client(), Duration.ofSeconds(it.overlapSeconds()));
    }

    private static GatehouseException gone() {
        return new GatehouseException(ErrorCode.NOT_FOUND, "what was to be changed is gone");
    }

    private static GatehouseException changed() {
        return new GatehouseException(ErrorCode.VERSION_CHANGED, "the application was changed meanwhile");
    }
}
