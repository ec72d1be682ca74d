package io.gatehouse.session;

import io.gatehouse.shared.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Whether a remembered browser may sign its person in again without a question. A feature contributes one as a bean; all must
 * agree. One that says no leads the person to the sign-in page, where they learn what is missing.
 */
@FunctionalInterface
public interface RememberRule {

    /**
     * Whether nothing is missing for a session with these factors.
     *
     * @param amr what was proven when the person chose to stay signed in (RFC 8176)
     */
    boolean admits(AccountId account, String email, List<String> amr, HttpServletRequest request);
}
