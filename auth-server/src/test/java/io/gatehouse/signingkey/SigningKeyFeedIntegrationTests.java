package io.gatehouse.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Two nodes as Spring wires them, with the real change feed and one keyring file. */
final class SigningKeyFeedIntegrationTests {

    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("ada").build();

    @TempDir
    private Path folder;

    @Test
    void rotateWhenOnOneNodeThenTheOtherSignsWithTheNewKeyWithinASecond() {
        try (TestDatabase database = TestDatabase.fresh();
                ConfigurableApplicationContext one = node(database, "one");
                ConfigurableApplicationContext two = node(database, "two")) {
            SigningKeyService here = one.getBean(SigningKeyService.class);
            SigningKeyService there = two.getBean(SigningKeyService.class);
            assertThat(there.publicKeysJson()).isEqualTo(here.publicKeysJson());
            String before = there.sign(JWSAlgorithm.ES256, CLAIMS, "at+jwt");
            rotateOnceBothListen(one, there);

            String active = Objects.requireNonNull(here.activeKid(JWSAlgorithm.ES256));
            assertThat(one.getBean(SigningKeyRotation.class).rotateAtOnce(JWSAlgorithm.ES256, active))
                    .isEqualTo(RotationResult.ROTATED);

            await().atMost(Duration.ofSeconds(1)).until(() -> !active.equals(there.activeKid(JWSAlgorithm.ES256)));
            assertThat(here.verify(before, "at+jwt", Set.of(JWSAlgorithm.ES256)))
                    .isEqualTo(CLAIMS);
            assertThat(there.verify(before, "at+jwt", Set.of(JWSAlgorithm.ES256)))
                    .isEqualTo(CLAIMS);
        }
    }

    /** A first rotation that may take as long as the feeds need to connect. */
    private static void rotateOnceBothListen(ConfigurableApplicationContext one, SigningKeyService there) {
        SigningKeyService here = one.getBean(SigningKeyService.class);
        String first = Objects.requireNonNull(here.activeKid(JWSAlgorithm.ES256));
        one.getBean(SigningKeyRotation.class).rotateAtOnce(JWSAlgorithm.ES256, first);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !first.equals(there.activeKid(JWSAlgorithm.ES256))
                        && !first.equals(here.activeKid(JWSAlgorithm.ES256)));
    }

    private ConfigurableApplicationContext node(TestDatabase database, String name) {
        return new SpringApplicationBuilder(Node.class)
                .web(WebApplicationType.NONE)
                .properties(database.properties())
                .properties(
                        "gatehouse.data=" + folder.resolve(name),
                        "gatehouse.keyring.file=" + folder.resolve("keyring.json"),
                        "gatehouse.signing-key.algorithms=ES256,RS256",
                        "spring.main.banner-mode=off")
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"io.gatehouse.shared", "io.gatehouse.database", "io.gatehouse.keyring", "io.gatehouse.signingkey"})
    @ConfigurationPropertiesScan({
        "io.gatehouse.shared",
        "io.gatehouse.database",
        "io.gatehouse.keyring",
        "io.gatehouse.signingkey"
    })
    @ImportAutoConfiguration({
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class
    })
    static class Node {}
}
