package io.gatehouse.access;

import io.gatehouse.audit.TestTrail;
import io.gatehouse.database.ChangeFeed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a database, without a server. Its change feed is told by the test. */
public final class TestAccess {

    private static final Actor OPERATOR = Actor.operator("test");

    private final List<Consumer<String>> listeners = new ArrayList<>();
    public final AccessService access;
    public final RoleService roles;
    public final RoleContentService contents;
    public final PermissionService permissions;
    public final GroupService groups;
    public final GroupLinkService links;
    public final AssignmentService assignments;

    public final ExplainService explain;

    private TestAccess(DataSource dataSource, Clock clock) {
        AccessConfiguration wires = new AccessConfiguration();
        ChangeFeed feed = (topic, listener) -> listeners.add(listener);
        AuthorityCache cache = wires.authorityCache(dataSource, feed, clock);
        AccessGate gate = wires.accessGate(
                wires.accessGateStores(dataSource, cache, FourEyesProperties.OFF),
                TestTrail.on(dataSource, clock),
                new TransactionTemplate(new DataSourceTransactionManager(dataSource)),
                clock);
        this.groups = wires.groupService(dataSource, gate, clock);
        this.links = wires.groupLinkService(dataSource, gate);
        this.access = wires.accessService(cache, gate, groups);
        this.roles = wires.roleService(dataSource, access, gate);
        this.contents = wires.roleContentService(dataSource, gate);
        this.permissions = wires.permissionService(dataSource, gate);
        this.explain = wires.explainService(dataSource, clock);
        this.assignments = wires.assignmentService(dataSource, gate);
    }

    /** With the server's permissions and the role of the administrators. */
    public static TestAccess on(DataSource dataSource, Clock clock) {
        new AccessConfiguration().serverPermissions(dataSource, clock).afterPropertiesSet();
        return new TestAccess(dataSource, clock);
    }

    /** For tests that never ask. */
    public static TestAccess nowhere(DataSource dataSource) {
        return new TestAccess(dataSource, Clock.systemUTC());
    }

    public static Actor operator() {
        return OPERATOR;
    }

    /** What NOTIFY does. */
    public void changed(String key) {
        listeners.forEach(listener -> listener.accept(key));
    }
}
