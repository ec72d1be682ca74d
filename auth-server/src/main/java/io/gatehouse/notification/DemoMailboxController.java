package io.gatehouse.notification;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The demo's mailbox, for people who sit at the machine that the server runs on. */
@Controller
@Conditional(DemoMailboxCondition.class)
final class DemoMailboxController {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final DemoMailbox mailbox;

    DemoMailboxController(DemoMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** A stretch of a mail's text that is either plain or a link. */
    record Piece(String text, boolean link) {}

    @GetMapping("/demo/mailbox")
    String list(HttpServletRequest request, Model model) {
        requireLoopback(request);
        model.addAttribute("letters", mailbox.letters());
        return "notification/mailbox";
    }

    @GetMapping("/demo/mailbox/{id}")
    String show(@PathVariable String id, HttpServletRequest request, Model model) {
        requireLoopback(request);
        DemoMailbox.Letter letter = mailbox.find(parse(id)).orElseThrow(DemoMailboxController::notFound);
        model.addAttribute("letter", letter);
        model.addAttribute("pieces", pieces(letter.text()));
        return "notification/letter";
    }

    static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = LINK.matcher(text);
        int end = 0;
        while (matcher.find()) {
            pieces.add(new Piece(text.substring(end, matcher.start()), false));
            pieces.add(new Piece(matcher.group(), true));
            end = matcher.end();
        }
        pieces.add(new Piece(text.substring(end), false));
        return pieces;
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    /** Both the connection's peer and whoever a trusted proxy speaks for; a request that came through any proxy is out. */
    private static void requireLoopback(HttpServletRequest request) {
        boolean forwarded = request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
        boolean local = peer(request).isLoopbackAddress()
                && ClientAddress.of(request).address().isLoopbackAddress();
        if (forwarded || !local) {
            throw notFound();
        }
    }

    private static InetAddress peer(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        int zone = address.indexOf('%');
        return InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
    }

    private static GatehouseException notFound() {
        return new GatehouseException(ErrorCode.NOT_FOUND, "The demo mailbox has no such page for this caller");
    }
}
