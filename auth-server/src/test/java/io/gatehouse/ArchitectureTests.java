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
import java.util.Arrays;
import java.util.Date;
import java.util.List;
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

    /** The floors of the house: base, core, journeys, edge. The root package only starts it. */
    private static final List<String[]> FLOORS = List.of(
            rooms("shared", "outbound", "keyring", "database", "web", "notification", "audit", "throttle", "trace"),
            rooms("account", "access", "session", "client", "signingkey", "webhook"),
            rooms(
                    "password",
                    "registration",
                    "signin",
                    "mfa",
                    "passkey",
                    "consent",
                    "token",
                    "grant",
                    "logout",
                    "profile"),
            rooms("protocol", "admin", "realm", "transfer", "ops", "cli"));

    private static String[] rooms(String... names) {
        return Arrays.stream(names).map(name -> "io.gatehouse." + name + "..").toArray(String[]::new);
    }

    @Test
    void importsRunDownTheFloors() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            String[] above = FLOORS.subList(floor + 1, FLOORS.size()).stream()
                    .flatMap(Arrays::stream)
                    .toArray(String[]::new);
            if (above.length > 0) {
                check(noClasses()
                        .that()
                        .resideInAnyPackage(FLOORS.get(floor))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above));
            }
        }
    }

    @Test
    void everyRoomHasItsFloor() {
        List<String> rooms = FLOORS.stream().flatMap(Arrays::stream).toList();
        check(noClasses()
                .that()
                .resideOutsideOfPackages(rooms.toArray(String[]::new))
                .and()
                .resideOutsideOfPackage("io.gatehouse")
                .should()
                .beTopLevelClasses());
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
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.gatehouse.cli..")
                .should()
                .accessField(System.class, "out"));
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
