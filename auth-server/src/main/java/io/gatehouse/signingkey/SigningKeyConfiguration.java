package io.gatehouse.signingkey;

import io.gatehouse.database.ChangeFeed;
import io.gatehouse.keyring.Keyring;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Loads the signing keys when the server starts, making them on the first start. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SigningKeyConfiguration {

    @Bean
    KeyVault signingKeyVault(JdbcSigningKeys table, Keyring keyring, SigningKeyProperties properties) {
        return new KeyVault(table, keyring, new KeyCodec(Jca.fastest(), properties.rsaBits()));
    }

    @Bean
    SigningKeyRotation signingKeyRotation(
            JdbcSigningKeys table, KeyVault vault, SigningKeyProperties properties, Clock clock) {
        return new SigningKeyRotation(table, vault, properties, clock);
    }

    /** Loads before it makes keys: with a wrong keyring the start must end here, before anything is stored. */
    @Bean
    SigningKeyService signingKeyService(
            KeyVault vault,
            SigningKeyRotation rotation,
            SigningKeyProperties properties,
            Clock clock,
            ChangeFeed feed) {
        SigningKeyService service = new SigningKeyService(vault, properties, clock);
        feed.subscribe("signing_key", kid -> service.reloadOrKeep());
        rotation.makeMissing();
        service.reload();
        return service;
    }

    @Bean
    SigningKeyRotationJob signingKeyRotationJob(SigningKeyRotation rotation, SigningKeyService service) {
        return new SigningKeyRotationJob(rotation, service);
    }

    @Bean
    SigningKeyCheckup signingKeyCheckup(JdbcSigningKeys table, SigningKeyProperties properties, Clock clock) {
        return new SigningKeyCheckup(table, properties, clock);
    }
}
