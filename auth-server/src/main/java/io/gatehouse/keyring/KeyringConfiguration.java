package io.gatehouse.keyring;

import io.gatehouse.shared.GatehouseProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the keyring when the server starts, making it on the first start. */
@Configuration(proxyBeanMethods = false)
class KeyringConfiguration {

    @Bean
    KeyringFile keyringFile(KeyringProperties properties, GatehouseProperties gatehouse) {
        return new KeyringFile(properties.fileIn(gatehouse.data()), properties.wrappingKey());
    }

    @Bean
    Keyring keyring(KeyringFile file) {
        return file.open();
    }

    @Bean
    KeyringCheckup keyringCheckup(KeyringFile file, GatehouseProperties gatehouse) {
        return new KeyringCheckup(file, gatehouse.demo());
    }
}
