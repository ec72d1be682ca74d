package io.gatehouse.mfa;

import io.gatehouse.account.AccountService;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.notification.SecurityNotices;
import io.gatehouse.signin.SecondFactors;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Wires what keeps second factors; commands use it too, without any page. */
@Configuration(proxyBeanMethods = false)
class MfaConfiguration {

    @Bean
    FactorStore factorStore(DataSource dataSource, Keyring keyring, Clock clock) {
        return new FactorStore(
                new Authenticators(new JdbcAuthenticators(dataSource), keyring, clock),
                new RecoveryCodes(new JdbcRecoveryCodes(dataSource), keyring, clock),
                new JdbcEmailCodes(dataSource),
                new JdbcTrustedBrowsers(dataSource));
    }

    @Bean
    FactorNews factorNews(
            TransactionOperations transactions, AccountService accounts, AuditTrail audit, SecurityNotices notices) {
        return new FactorNews(transactions, accounts, audit, notices);
    }

    @Bean
    MfaService mfaService(
            FactorStore store,
            FactorNews news,
            ApplicationEventPublisher events,
            ObjectProvider<SecondFactors> factors,
            Clock clock) {
        return new MfaService(
                store, news, events, account -> factors.getObject().any(account), clock);
    }

    @Bean
    KnownAuthenticators knownAuthenticators(FactorStore store, AuditTrail audit) {
        return new KnownAuthenticators(store, audit);
    }

    @Bean
    TrustEnd trustEnd(FactorStore store) {
        return new TrustEnd(store.browsers());
    }
}
