package io.gatehouse.audit;

import io.gatehouse.database.SchemaOwner;
import io.gatehouse.keyring.Keyring;
import io.gatehouse.shared.GatehouseProperties;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

/** Wires what seals, signs, verifies and removes. */
@Configuration(proxyBeanMethods = false)
class AuditChainConfiguration {

    @Bean
    JdbcChain auditChain(DataSource dataSource) {
        return new JdbcChain(dataSource);
    }

    @Bean
    AuditFeed auditFeed(JdbcChain chain) {
        return new AuditFeed(chain);
    }

    @Bean
    CheckpointFile auditCheckpointFile(GatehouseProperties gatehouse) {
        return new CheckpointFile(gatehouse.data());
    }

    @Bean
    AuditSealer.Rhythm auditRhythm(AuditProperties properties, CheckpointFile file, Clock clock) {
        return new AuditSealer.Rhythm(properties, file, clock);
    }

    @Bean
    AuditKeys auditKeys(DataSource dataSource, Keyring keyring, TransactionOperations transactions, Clock clock) {
        return new AuditKeys(new JdbcAuditKeys(dataSource), keyring, transactions, clock);
    }

    @Bean
    AuditSealer auditSealer(
            JdbcChain chain,
            EventCodec codec,
            AuditKeys keys,
            TransactionOperations transactions,
            AuditSealer.Rhythm rhythm) {
        return new AuditSealer(chain, codec, keys, transactions, rhythm);
    }

    @Bean
    AuditProof.Extras auditProofExtras(CheckpointFile file, PlatformTransactionManager transactions) {
        return new AuditProof.Extras(file, transactions);
    }

    @Bean
    AuditProof auditProof(
            JdbcChain chain, EventCodec codec, AuditKeys keys, AuditSealer sealer, AuditProof.Extras extras) {
        return new AuditProof(chain, codec, keys, sealer, extras);
    }

    @Bean
    JdbcRetention auditRetentionTable(DataSource dataSource, SchemaOwner owner) {
        return new JdbcRetention(dataSource, owner);
    }

    @Bean
    AuditRetention auditRetention(
            JdbcRetention table, JdbcPersonKeys keys, AuditTrail trail, AuditSealer sealer, AuditSealer.Rhythm rhythm) {
        return new AuditRetention(
                table, keys, trail, sealer, new AuditRetention.Time(rhythm.properties(), rhythm.clock()));
    }

    @Bean
    AuditSealerJob auditSealerJob(AuditSealer sealer) {
        return new AuditSealerJob(sealer);
    }

    @Bean
    AuditRetentionJob auditRetentionJob(AuditRetention retention) {
        return new AuditRetentionJob(retention);
    }

    @Bean
    LegacyTakeover auditLegacyTakeover(
            DataSource dataSource, JdbcAuditEvents events, EventCodec codec, TransactionOperations transactions) {
        return new LegacyTakeover(new JdbcLegacyEvents(dataSource), events, codec, transactions);
    }
}
