package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import jakarta.servlet.http.HttpServletRequest;

/** A reason not to ask for a second factor in this browser, such as that the person chose to trust it. */
public interface FactorExemption {

    /** Whether it holds for this account in the browser that sent the request. */
    boolean holds(AccountId account, HttpServletRequest request);
}
