package io.gatehouse.mfa;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.PersonalData;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.Notifications;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signin.SecondFactor;
import io.gatehouse.signin.SecondFactors;
import io.gatehouse.signin.SignInFlow;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.BrowserCookies;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires the factors into sign-in, and the pages. */
@Configuration(proxyBeanMethods = false)
class MfaPagesConfiguration {

    @Bean
    SecondFactor totpFactor(FactorStore store) {
        return new StoredFactor(
                "totp", 20, CodeController.TOTP, Optional.of(EnrolController.PATH), false, store.authenticators()::any);
    }

    @Bean
    SecondFactor recoveryFactor(FactorStore store) {
        return new StoredFactor(
                "recovery",
                80,
                CodeController.RECOVERY,
                Optional.empty(),
                true,
                account -> store.recovery().left(account) > 0);
    }

    @Bean
    SecondFactor emailFactor(FactorStore store, MfaProperties properties) {
        return new StoredFactor(
                "email",
                90,
                CodeController.EMAIL,
                Optional.empty(),
                false,
                account -> properties.emailCodes() && store.email().on(account));
    }

    @Bean
    TrustedBrowsers trustedBrowsers(FactorStore store, BrowserCookies cookies, MfaProperties properties, Clock clock) {
        return new TrustedBrowsers(store.browsers(), cookies, properties, clock);
    }

    @Bean
    EmailCodes emailCodes(
            FactorStore store,
            Keyring keyring,
            Notifications notifications,
            TransactionOperations transactions,
            Clock clock) {
        return new EmailCodes(store.email(), keyring, notifications, transactions, clock);
    }

    @Bean
    CodeCheck codeCheck(Throttle throttle, KnownDevices devices, AuditTrail audit) {
        return new CodeCheck(throttle, devices, audit);
    }

    @Bean
    FactorExtras.Browser factorBrowser(TrustedBrowsers trusted, BrowserCookies cookies, MfaProperties properties) {
        return new FactorExtras.Browser(trusted, cookies, properties);
    }

    @Bean
    FactorExtras factorExtras(
            FactorStore store, FactorSetups setups, FactorExtras.Browser browser, AuditTrail audit, Clock clock) {
        return new FactorExtras(store, setups, browser, audit, clock);
    }

    @Bean
    CodePages codePages(SignInFlow flow, CodeCheck check, FactorExtras extras) {
        return new CodePages(flow, check, extras);
    }

    @Bean
    FactorSetups factorSetups(Keyring keyring, Clock clock) {
        return new FactorSetups(keyring, clock);
    }

    @Bean
    Enrolment enrolment(FactorSetups setups, FactorStore store, MfaService service, Clock clock) {
        return new Enrolment(setups, store, service, clock);
    }

    @Bean
    SetupPages setupPages(MfaProperties properties, GatehouseProperties server) {
        return new SetupPages(properties, server);
    }

    @Bean
    RenewedCodes renewedCodes(FactorSetups setups, SetupPages pages, Clock clock) {
        return new RenewedCodes(setups, pages, clock);
    }

    @Bean
    FactorOverviews factorOverviews(
            FactorStore store, SecondFactors factors, AccountService accounts, MfaProperties properties, Clock clock) {
        return new FactorOverviews(store, factors, accounts, properties, clock);
    }

    @Bean
    PersonalData factorData(FactorStore store, Clock clock) {
        return new FactorData(store, clock);
    }

    @Bean
    MfaPurgeJob mfaPurgeJob(FactorStore store, Clock clock) {
        return new MfaPurgeJob(store.email(), store.browsers(), clock);
    }
}
