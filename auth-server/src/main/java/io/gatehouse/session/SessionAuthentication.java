package io.gatehouse.session;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A person who is signed in, for Spring Security: the name is the account's id, the authorities are its roles. */
public final class SessionAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient SsoSession session;

    public SessionAuthentication(SsoSession session) {
        super(authorities(session));
        this.session = session;
        setAuthenticated(true);
    }

    /** The session that the person is signed in with. */
    public SsoSession session() {
        return session;
    }

    @Override
    public String getName() {
        return session.accountId().toString();
    }

    @Override
    public Object getPrincipal() {
        return getName();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    private static List<GrantedAuthority> authorities(SsoSession session) {
        return session.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .collect(Collectors.toUnmodifiableList());
    }
}
