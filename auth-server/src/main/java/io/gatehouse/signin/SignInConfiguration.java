package io.gatehouse.signin;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.password.PasswordService;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.session.RememberRule;
import io.gatehouse.session.RememberedBrowsers;
import io.gatehouse.session.SessionService;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.trace.Traces;
import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the sign-in form and what goes on around it. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    @Bean
    SignInService signInService(
            AccountService accounts,
            PasswordService passwords,
            Throttle throttle,
            KnownDevices devices,
            AuditTrail audit) {
        return new SignInService(accounts, passwords, throttle, devices, audit);
    }

    @Bean
    PendingSignIns pendingSignIns(DataSource dataSource, BrowserCookies cookies, Clock clock) {
        return new PendingSignIns(new JdbcPendingSignIns(dataSource), cookies, clock);
    }

    @Bean
    CredentialsResetListener pendingSignInsResetListener(PendingSignIns pendings) {
        return new CredentialsResetListener(pendings);
    }

    @Bean
    SignInArrival signInArrival(
            KnownDevices devices,
            RememberedBrowsers remembered,
            SecurityNotices notices,
            AuditTrail audit,
            Traces traces) {
        return new SignInArrival(devices, remembered, notices, audit, new SignInTrail(traces));
    }

    /** A remembered browser never gets around a step of sign-in that came up since. */
    @Bean
    RememberRule signInIsComplete(ObjectProvider<SignInFlow> flow) {
        return (account, email, amr, request) -> flow.getObject().complete(account, email, amr, request);
    }

    @Bean
    SignInFlow signInFlow(
            PendingSignIns pendings,
            List<SignInStep> steps,
            SessionService sessions,
            SignInArrival arrival,
            Clock clock) {
        return new SignInFlow(pendings, steps, sessions, arrival, clock);
    }

    @Bean
    PendingPurgeJob pendingPurgeJob(PendingSignIns pendings) {
        return new PendingPurgeJob(pendings);
    }

    @Bean
    PublicPaths signInPaths() {
        return new PublicPaths("/sign-in", "/sign-in/**", "/sign-out", SelectAccountController.PATH, "/");
    }

    @Bean
    Interactions interactions(Keyring keyring, Clock clock) {
        return new Interactions(keyring, clock);
    }
}
