package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.GrantAdministration;
import io.gatehouse.admin.PeopleAdministration;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done to one person: kept out, let in, signed out, locked down, freed of lost factors. */
@Controller
@RequestMapping("/admin/people/{person}")
final class ConsolePersonActions {

    private final PeopleAdministration people;
    private final GrantAdministration grants;
    private final PersonFactors factors;

    ConsolePersonActions(PeopleAdministration people, GrantAdministration grants, PersonFactors factors) {
        this.people = people;
        this.grants = grants;
        this.factors = factors;
    }

    @PostMapping("/disable")
    @Needs(
            value = ServerPermission.PEOPLE_WRITE,
            over = Needs.Over.PERSON,
            does = Deed.DISABLE_PERSON,
            formAbove = true)
    ResponseEntity<Void> disable(GuardedPerson person) {
        people.disable(person.id());
        return Done.DISABLED.at(person.path());
    }

    @PostMapping("/enable")
    @Needs(value = ServerPermission.PEOPLE_WRITE, over = Needs.Over.PERSON, does = Deed.ENABLE_PERSON, formAbove = true)
    ResponseEntity<Void> enable(GuardedPerson person) {
        people.enable(person.id());
        return Done.ENABLED.at(person.path());
    }

    @GetMapping("/lock-down")
    @Needs(value = ServerPermission.PEOPLE_LOCK_DOWN, over = Needs.Over.PERSON, does = Deed.LOCK_DOWN_PERSON)
    String askLockDown(GuardedPerson person, Model model) {
        return new Confirmation("lock-down", person.name(), person.path() + "/lock-down", person.path())
                .page(List.of("1", "2", "3", "4"), model);
    }

    @PostMapping("/lock-down")
    @Needs(value = ServerPermission.PEOPLE_LOCK_DOWN, over = Needs.Over.PERSON, does = Deed.LOCK_DOWN_PERSON)
    ResponseEntity<Void> lockDown(GuardedPerson person) {
        people.lockDown(person.account());
        return Done.LOCKED_DOWN.at(person.path());
    }

    @PostMapping("/sessions/end")
    @Needs(value = ServerPermission.SESSIONS_END, over = Needs.Over.PERSON, does = Deed.END_SESSIONS)
    ResponseEntity<Void> endSession(GuardedPerson person, @RequestParam(defaultValue = "") String sid) {
        ConsoleGuard.uuid(sid).ifPresent(session -> people.endSession(person.id(), session));
        return Done.SIGNED_OUT.at(person.path());
    }

    @PostMapping("/sessions/end-all")
    @Needs(value = ServerPermission.SESSIONS_END, over = Needs.Over.PERSON, does = Deed.END_SESSIONS)
    ResponseEntity<Void> endSessions(GuardedPerson person) {
        people.endSessions(person.id());
        return Done.SIGNED_OUT.at(person.path());
    }

    @PostMapping("/apps/withdraw")
    @Needs(value = ServerPermission.GRANTS_END, over = Needs.Over.PERSON, does = Deed.END_GRANTS)
    ResponseEntity<Void> withdraw(GuardedPerson person, @RequestParam(defaultValue = "") String client) {
        grants.withdraw(person.id(), client);
        return Done.APP_WITHDRAWN.at(person.path());
    }

    @GetMapping("/factors/remove")
    @Needs(value = ServerPermission.PEOPLE_CREDENTIALS, over = Needs.Over.PERSON, does = Deed.REMOVE_FACTORS)
    String askRemoveFactors(GuardedPerson person, Model model) {
        return new Confirmation("factors", person.name(), person.path() + "/factors/remove", person.path())
                .page(List.of("1", "2", "3"), model);
    }

    @PostMapping("/factors/remove")
    @Needs(value = ServerPermission.PEOPLE_CREDENTIALS, over = Needs.Over.PERSON, does = Deed.REMOVE_FACTORS)
    ResponseEntity<Void> removeFactors(GuardedPerson person) {
        factors.removeAll(person.id());
        return Done.FACTORS_REMOVED.at(person.path());
    }
}
