package io.gatehouse.passkey;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The part of this room that the operator's command needs, without the web. */
@Configuration(proxyBeanMethods = false)
class PasskeyLossConfiguration {

    @Bean
    PasskeyLoss passkeyLoss(DataSource dataSource) {
        return new PasskeyLoss(new JdbcLostPasskeys(dataSource));
    }
}
