package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.EVERYTHING;
import static io.gatehouse.admin.api.Requires.Over.PERSON;
import static io.gatehouse.admin.api.Requires.Over.REACH;

import io.gatehouse.access.Reach;
import io.gatehouse.access.ServerPermission;
import io.gatehouse.account.AccountDirectory;
import io.gatehouse.account.AccountEntry;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.PeopleAdministration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** People: found, read, created, changed, kept out and let in, deleted. */
@Controller
@RequestMapping(ApiPaths.V1 + "/people")
final class ApiPeopleController {

    private final AccountDirectory directory;
    private final PeopleAdministration people;
    private final ListQueries lists;

    ApiPeopleController(AccountDirectory directory, PeopleAdministration people, ListQueries lists) {
        this.directory = directory;
        this.people = people;
        this.lists = lists;
    }

    @GetMapping
    @Requires(
            value = ServerPermission.PEOPLE_READ,
            over = REACH,
            summary = "List people, or search them as you type",
            answers = PersonDocument.class)
    Answer list(Scoped scoped, @Listed(Listing.PEOPLE) ListQuery query, HttpServletRequest request) {
        Set<UUID> within = within(scoped.reach());
        String search = query.search();
        if (search != null) {
            if (!query.conditions().isEmpty() || !query.after().isEmpty()) {
                throw ApiRefusal.invalid("invalid_search", "A search takes no filter and no cursor.");
            }
            List<AccountEntry> found = directory.search(search, within, query.limit());
            return lists.page(query, request, found, PersonDocument::of, row -> List.of());
        }
        List<AccountEntry> rows = directory.list(PeopleQueries.of(query, within));
        return lists.page(query, request, rows, PersonDocument::of, row -> PeopleQueries.after(query, row));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.PEOPLE_WRITE,
            over = EVERYTHING,
            does = Deed.CREATE_PERSON,
            summary = "Create a person",
            answers = PersonDocument.class)
    Answer create(@JsonBody NewPerson body, Once once) {
        return once.run(() -> people.create(body.address(), body.about(), body.verified())
                .map(entry -> Answer.created(
                                ApiPaths.V1 + "/people/" + entry.account().id(), PersonDocument.of(entry))
                        .tagged(Preconditions.etag(entry.version())))
                .orElseThrow(() -> new ApiRefusal(409, "email_taken", "Somebody has this e-mail address already.")));
    }

    @GetMapping("/{person}")
    @Requires(
            value = ServerPermission.PEOPLE_READ,
            over = PERSON,
            summary = "Read a person",
            answers = PersonDocument.class)
    Answer read(AdminPerson person) {
        return Answer.of(PersonDocument.of(person.entry())).tagged(person.etag());
    }

    @PutMapping(path = "/{person}/profile", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(
            value = ServerPermission.PEOPLE_WRITE,
            over = PERSON,
            does = Deed.CHANGE_PROFILE,
            summary = "Replace what is known about a person",
            answers = PersonDocument.class)
    Answer changeProfile(AdminPerson person, Preconditions preconditions, @JsonBody NewProfile body) {
        AccountEntry changed = people.changeProfile(person.id(), preconditions.version(), body.checked())
                .orElseThrow(Preconditions::stale);
        return Answer.of(PersonDocument.of(changed)).tagged(Preconditions.etag(changed.version()));
    }

    @PostMapping("/{person}/disable")
    @Requires(
            value = ServerPermission.PEOPLE_WRITE,
            over = PERSON,
            does = Deed.DISABLE_PERSON,
            summary = "Keep a person out",
            answers = PersonDocument.class)
    Answer disable(AdminPerson person, Once once) {
        return once.run(() -> {
            people.disable(person.id());
            return again(person);
        });
    }

    @PostMapping("/{person}/enable")
    @Requires(
            value = ServerPermission.PEOPLE_WRITE,
            over = PERSON,
            does = Deed.ENABLE_PERSON,
            summary = "Let a person in again",
            answers = PersonDocument.class)
    Answer enable(AdminPerson person, Once once) {
        return once.run(() -> {
            people.enable(person.id());
            return again(person);
        });
    }

    @PostMapping("/{person}/lock-down")
    @Requires(
            value = ServerPermission.PEOPLE_LOCK_DOWN,
            over = PERSON,
            does = Deed.LOCK_DOWN_PERSON,
            summary = "Disable a person, end all sessions and grants, and tell the person",
            answers = PersonDocument.class)
    Answer lockDown(AdminPerson person, Once once) {
        return once.run(() -> {
            people.lockDown(person.account());
            return again(person);
        });
    }

    @DeleteMapping("/{person}")
    @Requires(
            value = ServerPermission.PEOPLE_WRITE,
            over = PERSON,
            does = Deed.DELETE_PERSON,
            summary = "Delete a person with all that hangs on them, at once and for good")
    Answer delete(AdminPerson person, Preconditions preconditions) {
        people.delete(person.id(), preconditions.version());
        return Answer.nothing();
    }

    private Answer again(AdminPerson person) {
        AccountEntry entry = directory.find(person.id()).orElseThrow(ApiRefusal::notFound);
        return Answer.of(PersonDocument.of(entry)).tagged(Preconditions.etag(entry.version()));
    }

    static @Nullable Set<UUID> within(Reach reach) {
        return reach.everything() ? null : reach.groups();
    }
}
