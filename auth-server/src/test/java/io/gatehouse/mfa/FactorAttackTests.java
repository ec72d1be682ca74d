package io.gatehouse.mfa;

import static io.gatehouse.TestBrowser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.TestAccounts;
import io.gatehouse.TestAccounts.Person;
import io.gatehouse.TestBrowser;
import io.gatehouse.TestPhone;
import io.gatehouse.TestServer;
import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others were broken by, tried on second factors. The numbers are rows of the list of attacks. */
final class FactorAttackTests {

    private static final String SIGN_IN = "gatehouse-sign-in";
    private static final String SET_UP = "/account/factors/totp/new";

    private final TestServer server = TestServer.shared();
    private final Person person = TestAccounts.active(server);
    private final TestBrowser browser = new TestBrowser(server);

    @Test
    @Tag("attack-16")
    void attack16_pagesWhenOnlyThePasswordWasRightThenNothingButTheFactorOpens() {
        enrolled();
        TestBrowser thief = new TestBrowser(server);
        thief.signIn("/sign-in", person);
        assertThat(location(thief.post("/sign-in/enrol/totp/done", csrf(thief))))
                .isEqualTo("/sign-in/totp");
        assertThat(location(thief.post("/sign-in/terms", csrf(thief)))).isEqualTo("/sign-in/totp");
        assertThat(thief.post("/sign-in/totp", csrf(thief)).statusCode())
                .as("empty form")
                .isEqualTo(401);
        assertThat(location(thief.get("/account/factors"))).startsWith("/sign-in?continue=");
        assertThat(thief.cookies()).noneMatch(cookie -> cookie.getName().equals("gatehouse-session"));
    }

    /** The row between the factors is a session too: a cookie that the attacker knows never becomes the victim's. */
    @Test
    @Tag("attack-14")
    void attack14_signInUnderWayWhenItsCookieWasPlantedThenNotTheVictimsAndDeadAfterwards() {
        TestPhone phone = enrolled().phone();
        Person thief = TestAccounts.active(server);
        TestBrowser thiefs = new TestBrowser(server);
        thiefs.signIn("/sign-in", thief);
        TestPhone.enrol(server, thiefs);
        TestBrowser attacker = new TestBrowser(server);
        assertThat(location(attacker.signIn("/sign-in", thief))).isEqualTo("/sign-in/totp");
        String planted = attacker.cookie(SIGN_IN);
        assertThat(planted).isNotEmpty();
        for (String cookie : List.of(planted, "A".repeat(43))) {
            TestBrowser victim = new TestBrowser(server);
            victim.plantCookie(SIGN_IN, cookie);
            assertThat(location(victim.signIn("/sign-in", person))).isEqualTo("/sign-in/totp");
            assertThat(victim.cookie(SIGN_IN)).isNotEmpty().isNotEqualTo(cookie);
            attacker.plantCookie(SIGN_IN, cookie);
            assertThat(location(attacker.get("/sign-in/totp"))).isEqualTo("/sign-in");
            String used = victim.cookie(SIGN_IN);
            victim.submit(victim.get("/sign-in/totp"), "/sign-in/totp", Map.of("code", phone.code()));
            assertThat(victim.cookie("gatehouse-session")).isNotEmpty();
            attacker.plantCookie(SIGN_IN, used);
            assertThat(location(attacker.get("/sign-in/totp")))
                    .as("a cookie that was used up")
                    .isEqualTo("/sign-in");
            assertThat(attacker.cookie("gatehouse-session")).isEmpty();
            server.clock().advance(TestPhone.STEP);
        }
    }

    @Test
    @Tag("attack-17")
    void attack17_enrolmentWhenSetUpOfSomebodyElseOrChosenByTheBrowserThenNothingIsAdded() {
        browser.signIn("/sign-in", person);
        HttpResponse<String> page = browser.get(SET_UP);
        TestPhone phone = TestPhone.scan(server, page);
        Person victim = TestAccounts.active(server);
        TestBrowser victims = new TestBrowser(server);
        victims.signIn("/sign-in", victim);
        String setup = hidden(page, "setup");
        assertThat(location(victims.submit(victims.get(SET_UP), SET_UP, Map.of("setup", setup, "code", phone.code()))))
                .isEqualTo(SET_UP);
        HttpResponse<String> codes = browser.submit(page, SET_UP, Map.of("code", phone.code()));
        String confirmed = hidden(codes, "setup");
        assertThat(location(victims.submit(victims.get(SET_UP), SET_UP + "/done", Map.of("setup", confirmed))))
                .isEqualTo(SET_UP);
        TestBrowser again = new TestBrowser(server);
        again.signIn("/sign-in", person);
        assertThat(location(again.submit(again.get(SET_UP), SET_UP + "/done", Map.of("setup", confirmed))))
                .as("another session of the same person")
                .isEqualTo(SET_UP);
        assertThat(location(browser.submit(page, SET_UP + "/done", Map.of())))
                .as("not confirmed by a code")
                .isEqualTo("/account/factors");
        assertThat(location(browser.submit(page, SET_UP, Map.of("setup", "AAAA", "code", phone.code()))))
                .isEqualTo(SET_UP);
        assertThat(rows("mfa_totp", victim)).isZero();
        assertThat(rows("mfa_totp", person)).isZero();
        for (int i = 0; i < 2; i++) {
            browser.submit(codes, SET_UP + "/done", Map.of());
        }
        assertThat(rows("mfa_totp", person)).as("sent twice").isEqualTo(1);
    }

    @Test
    @Tag("attack-17")
    void attack17_enrolmentWhenSignInIsOldThenAskedAgainAlsoOnTheWayOfStepUp() {
        browser.signIn("/sign-in", person);
        HttpResponse<String> page = browser.get(SET_UP);
        TestPhone phone = TestPhone.scan(server, page);
        server.clock().advance(Duration.ofMinutes(6));
        assertThat(location(browser.get(SET_UP))).startsWith("/sign-in?reauth=1");
        assertThat(location(browser.submit(page, SET_UP, Map.of("code", phone.code()))))
                .startsWith("/sign-in?reauth=1");
        assertThat(location(browser.get("/sign-in?step_up=mfa"))).isEqualTo("/sign-in?reauth=1&step_up=mfa");
        assertThat(location(browser.get("/sign-in/enrol/totp"))).isEqualTo("/sign-in");
        HttpResponse<String> strong = browser.signIn("/sign-in?reauth=1&step_up=mfa", person);
        assertThat(location(strong)).isEqualTo("/sign-in/enrol");
    }

    @Test
    @Tag("attack-18")
    void attack18_removalWhenAnotherPersonOrWeakSessionOrNoTokenThenTheFactorStays() {
        enrolled();
        String remove = removePath(browser);
        assertThat(browser.post(remove, Map.of()).statusCode())
                .as("no CSRF token")
                .isEqualTo(403);
        assertThat(location(browser.post(remove, csrf(browser))))
                .as("password only")
                .startsWith("/sign-in?reauth=1");
        assertThat(location(browser.post("/account/factors/recovery", csrf(browser))))
                .startsWith("/sign-in?reauth=1");
        assertThat(location(browser.post("/account/factors/email/on", csrf(browser))))
                .startsWith("/sign-in?reauth=1");
        TestBrowser stranger = new TestBrowser(server);
        stranger.signIn("/sign-in", TestAccounts.active(server));
        assertThat(location(stranger.post(remove, csrf(stranger)))).isEqualTo("/account/factors");
        assertThat(new TestBrowser(server).post(remove, Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.get(remove).statusCode()).isEqualTo(405);
        assertThat(rows("mfa_totp", person)).isEqualTo(1);
    }

    @Test
    @Tag("attack-19")
    void attack19_codeWhenSubmittedByTwentySignInsAtOnceThenOneGetsIn() {
        TestPhone phone = enrolled().phone();
        List<TestBrowser> browsers = new ArrayList<>();
        List<HttpResponse<String>> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TestBrowser next = new TestBrowser(server);
            next.signIn("/sign-in", person);
            browsers.add(next);
            pages.add(next.get("/sign-in/totp"));
        }
        String code = phone.code();
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < browsers.size(); i++) {
            TestBrowser next = browsers.get(i);
            HttpResponse<String> page = pages.get(i);
            tries.add(() -> location(next.submit(page, "/sign-in/totp", Map.of("code", code)))
                    .equals("/"));
        }
        assertThat(together(tries)).filteredOn(in -> in).hasSize(1);
        // past the throttle as well, straight at the statement
        server.clock().advance(TestPhone.STEP);
        Authenticators authenticators = server.bean(FactorStore.class).authenticators();
        String next = phone.code();
        List<Callable<Boolean>> direct = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            direct.add(() -> authenticators.accept(person.id(), next));
        }
        assertThat(together(direct)).filteredOn(in -> in).hasSize(1);
        assertThat(authenticators.accept(person.id(), code))
                .as("an older step after a newer one")
                .isFalse();
        assertThat(authenticators.accept(person.id(), phone.code(2)))
                .as("two steps ahead")
                .isFalse();
        assertThat(authenticators.accept(person.id(), phone.code(1)))
                .as("one step ahead")
                .isTrue();
        assertThat(authenticators.accept(person.id(), next)).as("behind it").isFalse();
    }

    @Test
    @Tag("attack-19")
    void attack19_recoveryCodeWhenTakenTwentyTimesAtOnceThenOnce() {
        String code = enrolled().recoveryCodes().getFirst();
        RecoveryCodes recovery = server.bean(FactorStore.class).recovery();
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tries.add(() -> recovery.accept(person.id(), code));
        }
        assertThat(together(tries)).filteredOn(in -> in).hasSize(1);
    }

    @Test
    @Tag("attack-19")
    void attack19_guessesWhenAnHourAtFullSpeedThenFewerThanThirtyAreChecked() {
        enrolled();
        TestBrowser guesser = new TestBrowser(server);
        int before = refusals();
        Map<String, String> guess = Map.of();
        for (int second = 0; second < 3600; second += 10) {
            if (second % 600 == 0) {
                guesser.signIn("/sign-in", person);
                guess = with(csrf(guesser), "code", "000000");
            }
            HttpResponse<String> answer = guesser.post("/sign-in/totp", guess);
            // 303: the password is refused by now as well, so that there is no sign-in to guess in
            assertThat(answer.statusCode()).isIn(303, 401, 429);
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After").orElse(""))
                        .matches("[1-9]\\d*");
            }
            assertThat(location(answer)).isIn("", "/sign-in");
            server.clock().advance(Duration.ofSeconds(10));
        }
        assertThat(refusals() - before).isPositive().isLessThan(30);
    }

    @Test
    @Tag("attack-20")
    void attack20_countersWhenGuessedAtOneDoorThenTheOtherDoorsAreClosedToo() {
        List<String> codes = enrolled().recoveryCodes();
        TestBrowser guesser = new TestBrowser(server);
        guesser.signIn("/sign-in", person);
        int status = 401;
        for (int i = 0; i < 10 && status == 401; i++) {
            String door = i % 2 == 0 ? "/sign-in/totp" : "/sign-in/recovery";
            status = guesser.post(door, with(csrf(guesser), "code", "000000")).statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(guesser.post("/sign-in/recovery", with(csrf(guesser), "code", codes.getFirst()))
                        .statusCode())
                .as("a right code at another door")
                .isEqualTo(429);
        assertThat(server.bean(FactorStore.class).recovery().left(person.id())).isEqualTo(10);
    }

    @Test
    @Tag("attack-12")
    void attack12_recoveryCodeWhenOfAnotherPersonThenRefusedAndStillGoodForItsOwner() {
        enrolled();
        Person other = TestAccounts.active(server);
        TestBrowser others = new TestBrowser(server);
        others.signIn("/sign-in", other);
        String foreign = TestPhone.enrol(server, others).recoveryCodes().getFirst();
        TestBrowser mine = new TestBrowser(server);
        mine.signIn("/sign-in", person);
        assertThat(mine.post("/sign-in/recovery", with(csrf(mine), "code", foreign))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.bean(FactorStore.class).recovery().accept(other.id(), foreign))
                .isTrue();
    }

    @Test
    @Tag("attack-51")
    void attack51_databaseWhenDumpedThenNoSeedNoCodeAndNoCookieInClear() {
        TestPhone.Enrolled enrolled = enrolled();
        TestBrowser mine = new TestBrowser(server);
        mine.signIn("/sign-in", person);
        mine.post("/sign-in/totp", with(csrf(mine), "code", enrolled.phone().code(), "trust", "1"));
        String cookie = mine.cookies().stream()
                .filter(each -> each.getName().equals(TrustedBrowsers.COOKIE))
                .findFirst()
                .orElseThrow()
                .getValue();
        String dump = dump();
        assertThat(dump).contains(person.id().toString());
        List<String> secrets = new ArrayList<>(enrolled.recoveryCodes());
        enrolled.recoveryCodes().forEach(code -> secrets.add(code.replace("-", "")));
        secrets.add(enrolled.phone().secret());
        secrets.add(cookie);
        for (String secret : secrets) {
            assertThat(dump).doesNotContain(secret).doesNotContain(hex(secret.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(dump).doesNotContain(hex(enrolled.phone().seed()));
    }

    private TestPhone.Enrolled enrolled() {
        browser.signIn("/sign-in", person);
        return TestPhone.enrol(server, browser);
    }

    private static Map<String, String> csrf(TestBrowser browser) {
        return Map.of("_csrf", hidden(browser.get("/sign-in?reauth=1"), "_csrf"));
    }

    private static Map<String, String> with(Map<String, String> form, String... more) {
        Map<String, String> all = new HashMap<>(form);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher field = Pattern.compile("<input type=\"hidden\" name=\"" + name + "\" value=\"([^\"]+)\"")
                .matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    private String removePath(TestBrowser of) {
        Matcher remove = Pattern.compile("/account/factors/totp/[0-9a-f-]+/remove")
                .matcher(of.get("/account/factors").body());
        assertThat(remove.find()).isTrue();
        return remove.group();
    }

    private int refusals() {
        return (int) server.bean(AuditTrail.class).recent(person.id(), 200).stream()
                .filter(event -> event.action() == AuditAction.FACTOR_REFUSED)
                .count();
    }

    private int rows(String table, Person of) {
        return server.database()
                .jdbc()
                .sql("select count(*) from " + table + " where account_id = :account")
                .param("account", of.id().value())
                .query(Integer.class)
                .single();
    }

    /** Every row of every table as text; bytes as hexadecimal digits. */
    private String dump() {
        JdbcClient jdbc = server.database().ownerJdbc();
        StringBuilder dump = new StringBuilder();
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
        for (String table : tables) {
            jdbc.sql("select t::text from \"" + table + "\" t")
                    .query(String.class)
                    .list()
                    .forEach(row -> dump.append(row).append('\n'));
        }
        return dump.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static List<Boolean> together(List<Callable<Boolean>> tries) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(tries)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
