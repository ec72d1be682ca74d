package io.gatehouse.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.shared.GatehouseException;
import io.gatehouse.shared.MutableClock;
import io.gatehouse.shared.UuidV7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ConcurrentModel;

final class DemoMailboxTests {

    private final MutableClock clock = new MutableClock();

    @Test
    void lettersWhenManyThenNewestTwoHundredFirst(@TempDir Path folder) throws IOException {
        DemoMailbox mailbox = new DemoMailbox(folder.resolve("mailbox"), "no-reply@localhost");
        assertThat(mailbox.letters()).isEmpty();
        for (int i = 0; i < 203; i++) {
            clock.advance(Duration.ofMillis(5));
            mailbox.deliver(UuidV7.next(clock), mail("Mail " + i), clock.instant());
        }
        List<DemoMailbox.Letter> letters = mailbox.letters();
        assertThat(letters).hasSize(DemoMailbox.KEPT);
        assertThat(letters.getFirst().subject()).isEqualTo("Mail 202");
        assertThat(letters.getLast().subject()).isEqualTo("Mail 3");
        assertThat(mailbox.find(letters.getFirst().id())).contains(letters.getFirst());
        assertThat(letters.getFirst().text()).isEqualTo("See https://id.example.com/activate?token=x here – jö");
        try (Stream<Path> files = Files.list(folder.resolve("mailbox"))) {
            assertThat(files).hasSize(DemoMailbox.KEPT);
        }
    }

    @Test
    void pagesWhenCallerIsNotThisMachineThenNotFound(@TempDir Path folder) {
        DemoMailboxController controller = new DemoMailboxController(new DemoMailbox(folder, "no-reply@localhost"));
        assertThat(controller.list(from("127.0.0.1"), new ConcurrentModel())).isEqualTo("notification/mailbox");
        assertThat(controller.list(from("::1"), new ConcurrentModel())).isEqualTo("notification/mailbox");
        MockHttpServletRequest proxied = from("127.0.0.1");
        proxied.addHeader("X-Forwarded-For", "127.0.0.1");
        for (MockHttpServletRequest request : List.of(from("192.0.2.1"), from("10.0.0.1"), proxied)) {
            assertThatExceptionOfType(GatehouseException.class)
                    .isThrownBy(() -> controller.list(request, new ConcurrentModel()));
            assertThatExceptionOfType(GatehouseException.class)
                    .isThrownBy(() -> controller.show(UUID.randomUUID().toString(), request, new ConcurrentModel()));
        }
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> controller.show("..%2fkeyring", from("127.0.0.1"), new ConcurrentModel()));
    }

    @Test
    void piecesWhenTextHasLinksThenOnlyWebLinksAreLinks() {
        assertThat(DemoMailboxController.pieces("a https://x.example/?t=1\njavascript:alert(1)"))
                .containsExactly(
                        new DemoMailboxController.Piece("a ", false),
                        new DemoMailboxController.Piece("https://x.example/?t=1", true),
                        new DemoMailboxController.Piece("\njavascript:alert(1)", false));
    }

    private static RenderedMail mail(String subject) {
        return new RenderedMail(
                "ann@example.org", subject, "See https://id.example.com/activate?token=x here – jö", "<p>html</p>");
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
