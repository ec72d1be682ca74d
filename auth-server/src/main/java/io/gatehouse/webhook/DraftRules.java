package io.gatehouse.webhook;

import io.gatehouse.outbound.OutboundClient;
import io.gatehouse.outbound.OutboundException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a web-hook may look like. Whether an address may be called is asked again at each delivery. */
final class DraftRules {

    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_DESCRIPTION = 200;

    private final OutboundClient outbound;

    DraftRules(OutboundClient outbound) {
        this.outbound = outbound;
    }

    List<WebhookProblem> problems(WebhookDraft draft) {
        List<WebhookProblem> problems = new ArrayList<>();
        Optional<URI> address = address(draft.url());
        if (address.isEmpty()) {
            problems.add(WebhookProblem.URL_INVALID);
        } else if (refused(address.get())) {
            problems.add(WebhookProblem.URL_REFUSED);
        }
        if (!described(draft.description())) {
            problems.add(WebhookProblem.DESCRIPTION_INVALID);
        }
        if (!eventful(draft.events())) {
            problems.add(WebhookProblem.EVENTS_INVALID);
        }
        return problems;
    }

    /** The same without a look at the network. */
    static boolean sound(WebhookDraft draft) {
        return address(draft.url()).isPresent() && described(draft.description()) && eventful(draft.events());
    }

    static String host(WebhookDraft draft) {
        return address(draft.url()).map(URI::getHost).orElse("");
    }

    private boolean refused(URI address) {
        try {
            outbound.check(address);
            return false;
        } catch (OutboundException e) {
            return true;
        }
    }

    private static Optional<URI> address(String url) {
        if (url.length() > LONGEST_URL || !url.matches("(?i)https?://[\\x21-\\x7e]+")) {
            return Optional.empty();
        }
        try {
            URI address = new URI(url);
            boolean usable =
                    address.getHost() != null && address.getRawUserInfo() == null && address.getRawFragment() == null;
            return usable ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean described(String description) {
        return description.length() <= LONGEST_DESCRIPTION
                && description.chars().noneMatch(Character::isISOControl);
    }

    private static boolean eventful(List<String> events) {
        return !events.isEmpty()
                && events.size() <= EventFilter.MOST
                && events.stream().allMatch(event -> event.length() <= 100 && EventFilter.known(event));
    }
}
