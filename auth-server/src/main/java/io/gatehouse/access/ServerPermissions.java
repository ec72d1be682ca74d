package io.gatehouse.access;

import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;

/** Puts the server's permissions into the database before anything refers to them, and all of them into one role. */
final class ServerPermissions implements InitializingBean {

    private final JdbcAuthorities authorities;
    private final Clock clock;

    ServerPermissions(JdbcAuthorities authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        ServerPermission[] all = ServerPermission.values();
        authorities.ensure(
                Authorities.ADMINISTRATOR,
                "Administers this server",
                Stream.of(all).map(ServerPermission::code).toArray(String[]::new),
                Stream.of(all).map(ServerPermission::description).toArray(String[]::new),
                clock.instant());
    }
}
