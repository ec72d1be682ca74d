package io.gatehouse.passkey;

import io.gatehouse.account.AccountService;
import io.gatehouse.account.PersonalData;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.session.KnownDevices;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.signin.SecondFactor;
import io.gatehouse.throttle.Throttle;
import io.gatehouse.web.BrowserCookies;
import io.gatehouse.web.PublicPaths;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires passkeys. */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

    @Bean
    PublicPaths passkeyPaths() {
        return new PublicPaths("/passkey/options", "/passkey/sign-in");
    }

    @Bean
    RelyingParty relyingParty(GatehouseProperties server, PasskeyProperties properties) {
        return new RelyingParty(server, properties);
    }

    @Bean
    JdbcPasskeys jdbcPasskeys(DataSource dataSource, RelyingParty relyingParty) {
        return new JdbcPasskeys(dataSource, relyingParty.id());
    }

    @Bean
    Challenges passkeyChallenges(
            DataSource dataSource, Keyring keyring, BrowserCookies cookies, PasskeyProperties properties, Clock clock) {
        return new Challenges(new JdbcUsedChallenges(dataSource), keyring, cookies, properties, clock);
    }

    @Bean
    PasskeyService.Ceremony passkeyCeremony(
            RelyingParty relyingParty, PasskeyProperties properties, Challenges challenges) {
        return new PasskeyService.Ceremony(relyingParty, new PasskeyOptions(relyingParty, properties), challenges);
    }

    @Bean
    PasskeyJournal passkeyJournal(
            AuditTrail audit,
            SecurityNotices notices,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        return new PasskeyJournal(audit, notices, events, transactions);
    }

    @Bean
    PasskeyService passkeyService(
            JdbcPasskeys passkeys, PasskeyService.Ceremony ceremony, PasskeyJournal journal, Clock clock) {
        return new PasskeyService(passkeys, ceremony, journal, clock);
    }

    @Bean
    PersonalData passkeyData(PasskeyService passkeys) {
        return new PasskeyData(passkeys);
    }

    @Bean
    SecondFactor passkeyFactor(PasskeyService passkeys) {
        return new PasskeyFactor(passkeys);
    }

    @Bean
    PasskeyGate passkeyGate(Throttle throttle, KnownDevices devices, PasskeyJournal journal) {
        return new PasskeyGate(throttle, devices, journal);
    }

    @Bean
    PasskeySignIn passkeySignIn(
            JdbcPasskeys passkeys,
            AccountService accounts,
            PasskeyService.Ceremony ceremony,
            PasskeyGate gate,
            Clock clock) {
        return new PasskeySignIn(passkeys, accounts, ceremony, gate, clock);
    }

    @Bean
    PasskeyAnswers passkeyAnswers(MessageSource messages) {
        return new PasskeyAnswers(messages);
    }

    @Bean
    PasskeyPurgeJob passkeyPurgeJob(Challenges challenges) {
        return new PasskeyPurgeJob(challenges);
    }
}
