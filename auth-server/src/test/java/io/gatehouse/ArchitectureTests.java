package io.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** The house rules that a compiler can't check. */
final class ArchitectureTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.gatehouse");

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("io.gatehouse.(**)").should().beFreeOfCycles());
    }

    @Test
    void sqlIsOnlyInJdbcClasses() {
        check(noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Jdbc")
                .and()
                .resideOutsideOfPackage("io.gatehouse.database..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JdbcClient.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(JdbcTemplate.class)
                .because("only a feature's Jdbc… class touches its tables"));
    }

    @Test
    void jdbcClassesAndControllersAndConfigurationsStayInside() {
        check(classes().that().haveSimpleNameStartingWith("Jdbc").should().notBePublic());
        check(classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .or()
                .areAnnotatedWith(Configuration.class)
                .should()
                .notBePublic());
    }

    @Test
    void controllersDoNotSpeakSql() {
        check(noClasses()
                .that()
                .areAnnotatedWith(Controller.class)
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Jdbc"));
    }

    @Test
    void dependenciesComeThroughConstructors() {
        check(fields().should().notBeAnnotatedWith(Autowired.class));
        check(noClasses().should().dependOnClassesThat().areAssignableTo(Value.class));
    }

    @Test
    void propertiesAreRecords() {
        check(classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .andShould()
                .haveSimpleNameEndingWith("Properties"));
    }

    @Test
    void timeComesFromTheClock() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.gatehouse.shared..")
                .should()
                .callMethod(Clock.class, "systemUTC"));
    }

    @Test
    void randomnessIsSecureAndTextIsLocaleSafe() {
        check(noClasses().should().callConstructor(Random.class));
        check(noClasses().should().callMethod(String.class, "toLowerCase"));
        check(noClasses().should().callMethod(String.class, "toUpperCase"));
    }

    @Test
    void onlyTheProtocolRoomsKnowTheProtocolLibrary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.gatehouse.protocol..",
                        "io.gatehouse.client..",
                        "io.gatehouse.consent..",
                        "io.gatehouse.token..",
                        "io.gatehouse.grant..",
                        "io.gatehouse.logout..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.security.oauth2.server.authorization.."));
    }

    @Test
    void nothingPrintsOrSleeps() {
        check(noClasses().that().resideOutsideOfPackage("io.gatehouse.cli..").should().accessField(System.class, "out"));
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
