package io.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.TestFeed;
import io.gatehouse.shared.GatehouseException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attack row 31: an administrator's web-hook as a way into the operator's network. */
@Tag("attack-31")
final class WebhookAttackTests {

    private final TestFeed trail = new TestFeed();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        trail.close();
    }

    @Test
    void attack31_draftWhenAddressLeadsInsideOrIsPlainThenRefused() {
        try (TestHooks hooks = new TestHooks(trail, List.of())) {
            for (String url : List.of(
                    "http://127.0.0.1/",
                    "https://127.0.0.1:8443/",
                    "https://localhost/",
                    "https://[::1]/",
                    "https://[::ffff:10.0.0.1]/",
                    "https://169.254.169.254/latest/meta-data",
                    "https://10.0.0.1/",
                    "https://2130706433/",
                    "http://93.184.215.14/")) {
                assertThat(hooks.webhooks.problems(new WebhookDraft(url, "", List.of("*"), true)))
                        .containsExactly(WebhookProblem.URL_REFUSED);
            }
        }
    }

    @Test
    void attack31_draftWhenNoPlainWebAddressThenRefusedEvenPastTheCheck() {
        try (TestHooks hooks = new TestHooks(trail, TestHooks.LOOPBACK)) {
            for (String url : List.of(
                    "",
                    "file:///etc/passwd",
                    "https://user:pw@example.com/",
                    "https://example.com/#part",
                    "https:///path",
                    "https://example.com/a b",
                    "gopher://example.com/")) {
                WebhookDraft draft = new WebhookDraft(url, "", List.of("*"), true);
                assertThat(hooks.webhooks.problems(draft)).containsExactly(WebhookProblem.URL_INVALID);
                assertThatThrownBy(() -> hooks.webhooks.create(draft)).isInstanceOf(GatehouseException.class);
            }
        }
    }

    /** The name may have led elsewhere when it was checked. */
    @Test
    void attack31_deliveryWhenAddressLeadsInsideThenNothingIsSent() {
        try (TestHooks hooks = new TestHooks(trail, List.of())) {
            Webhooks.Created hook = hooks.create(receiver.url("/inner"), "key_rotated");
            trail.trail().record(AuditEntry.of(AuditAction.KEY_ROTATED));
            trail.seal();
            hooks.run();
            assertThat(hooks.await(hook, "pending", 1).getFirst().lastError()).isEqualTo("refused");
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void attack31_deliveryWhenRedirectedThenNotFollowed() {
        try (TestHooks hooks = new TestHooks(trail, TestHooks.LOOPBACK)) {
            for (int status : List.of(301, 302, 307, 308)) {
                receiver.answer("/redirect", status);
                Webhooks.Created hook = hooks.create(receiver.url("/redirect"), "key_rotated");
                hooks.log.test(hook.endpoint());
                hooks.run();
                WebhookDelivery delivery = hooks.await(hook, "pending", 1).getFirst();
                assertThat(delivery.lastError()).isEqualTo("redirect");
                assertThat(delivery.lastStatus()).isEqualTo(status);
            }
            assertThat(receiver.messages("/inner")).isEmpty();
        }
    }
}
