package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import io.gatehouse.database.TestDatabase;
import io.gatehouse.shared.AccountId;
import io.gatehouse.shared.MutableClock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoleServiceIntegrationTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final MutableClock clock = new MutableClock();
    private final RoleService roles = new RoleService(database.dataSource(), clock);
    private final AccountId ann = new AccountService(database.dataSource(), clock)
            .ensureActive(EmailAddress.parse("ann@example.org"), Profile.empty())
            .id();

    @BeforeEach
    void roles() {
        roles.ensureRole("admin", "May do everything");
        roles.ensureRole("editor", "");
        roles.ensureRole("editor", "May write");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void assignWhenRepeatedThenHeldOnce() {
        assertThat(roles.anyoneHolds("admin")).isFalse();
        roles.assign(ann, "admin");
        roles.assign(ann, "admin");
        assertThat(roles.rolesOf(ann)).containsExactly("admin");
        assertThat(roles.anyoneHolds("admin")).isTrue();
    }

    @Test
    void replaceWhenSomeStayThenExactlyTheseAreHeld() {
        roles.assign(ann, "admin");
        roles.replaceAssignments(ann, Set.of("editor", "admin"));
        assertThat(roles.rolesOf(ann)).containsExactly("admin", "editor");
        roles.replaceAssignments(ann, Set.of("editor"));
        assertThat(roles.rolesOf(ann)).containsExactly("editor");
        roles.replaceAssignments(ann, Set.of());
        assertThat(roles.rolesOf(ann)).isEmpty();
    }

    @Test
    void assignWhenRoleOrAccountIsUnknownThenRefusedAndNothingChanges() {
        roles.assign(ann, "admin");
        assertThatIllegalArgumentException().isThrownBy(() -> roles.assign(ann, "wizard"));
        assertThatIllegalArgumentException().isThrownBy(() -> roles.replaceAssignments(ann, Set.of("wizard")));
        assertThatIllegalArgumentException().isThrownBy(() -> roles.assign(new AccountId(UUID.randomUUID()), "admin"));
        assertThat(roles.rolesOf(ann)).containsExactly("admin");
    }
}
