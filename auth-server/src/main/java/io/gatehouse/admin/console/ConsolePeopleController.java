package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.account.AccountQuery;
import io.gatehouse.shared.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of people, searched as one types. */
@Controller
final class ConsolePeopleController {

    private static final int LONGEST_SEARCH = 200;
    private static final AccountQuery.Criteria ANYBODY = new AccountQuery.Criteria(null, null, null, null, null, null);

    private final AccountDirectory directory;
    private final ConsoleGuard guard;

    ConsolePeopleController(AccountDirectory directory, ConsoleGuard guard) {
        this.directory = directory;
        this.guard = guard;
    }

    /** A line of the list. */
    record Row(String id, String name, String email, String status) {

        static Row of(AccountEntry entry) {
            Account account = entry.account();
            return new Row(
                    account.id().toString(),
                    GuardedPerson.name(account),
                    account.email().value(),
                    account.status().name().toLowerCase(Locale.ROOT));
        }
    }

    @GetMapping("/admin/people")
    @Needs(value = ServerPermission.PEOPLE_READ, over = Needs.Over.REACH)
    String list(
            Viewer viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        Set<UUID> within = viewer.within(ServerPermission.PEOPLE_READ);
        String text = q.strip();
        boolean searched = !text.isEmpty() && text.length() <= LONGEST_SEARCH;
        List<AccountEntry> found = searched
                ? directory.search(text, within, Paging.SIZE + 1)
                : directory.list(new AccountQuery(
                        ANYBODY, within, AccountQuery.Order.EMAIL, false, place(after, viewer), Paging.SIZE + 1));
        model.addAttribute(
                "people",
                Paging.of(found, Row::of, entry -> entry.account().id().toString()));
        model.addAttribute("q", searched ? text : "");
        return "console/people";
    }

    /** The place behind a person whom the viewer may see; the beginning for any other. */
    private AccountQuery.@Nullable After place(String after, Viewer viewer) {
        return ConsoleGuard.uuid(after)
                .flatMap(id -> guard.seen(viewer, new AccountId(id)))
                .map(AccountEntry::account)
                .map(account -> new AccountQuery.After(
                        null, account.email().key(), account.id().value()))
                .orElse(null);
    }
}
