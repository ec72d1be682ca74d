package io.gatehouse.admin.api;

import static io.gatehouse.admin.api.Requires.Over.PERSON;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.PeopleAdministration;
import io.gatehouse.session.SessionService;
import io.gatehouse.session.SignedInDevice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a person is signed in, and ending it. */
@Controller
@RequestMapping(ApiPaths.V1 + "/people/{person}/sessions")
final class ApiSessionsController {

    private final SessionService sessions;
    private final PeopleAdministration people;

    ApiSessionsController(SessionService sessions, PeopleAdministration people) {
        this.sessions = sessions;
        this.people = people;
    }

    /** A session in the API. */
    record SessionDocument(
            @Example("\"6f3f3a0e-6a0e-4a51-8f5e-0f4a2b1c9d3e\"")
            String id,

            @Example("\"Mozilla/5.0\"") String userAgent,
            @Example("\"192.0.2.7\"") @Nullable String address,
            @Example("[\"pwd\", \"otp\"]") List<String> amr,
            @Example("\"2026-01-31T12:00:00Z\"") String since,
            @Example("\"2026-01-31T12:30:00Z\"") String lastUsedAt,
            @Example("false") boolean remembered) {

        static SessionDocument of(SignedInDevice device) {
            return new SessionDocument(
                    device.sid().toString(),
                    device.userAgent(),
                    device.address(),
                    device.amr(),
                    device.since().toString(),
                    device.lastUsedAt().toString(),
                    device.remembered());
        }
    }

    @GetMapping
    @Requires(
            value = ServerPermission.SESSIONS_READ,
            over = PERSON,
            summary = "List where a person is signed in",
            answers = SessionDocument.class,
            items = true)
    Answer list(AdminPerson person) {
        return Answer.of(Map.of(
                "items",
                sessions.devices(person.id()).stream().map(SessionDocument::of).toList()));
    }

    @DeleteMapping
    @Requires(
            value = ServerPermission.SESSIONS_END,
            over = PERSON,
            does = Deed.END_SESSIONS,
            summary = "Sign a person out everywhere")
    Answer endAll(AdminPerson person) {
        people.endSessions(person.id());
        return Answer.nothing();
    }

    @DeleteMapping("/{session}")
    @Requires(
            value = ServerPermission.SESSIONS_END,
            over = PERSON,
            does = Deed.END_SESSIONS,
            summary = "End one session of a person")
    Answer end(AdminSession session) {
        people.endSession(session.person().id(), session.device().sid());
        return Answer.nothing();
    }
}
