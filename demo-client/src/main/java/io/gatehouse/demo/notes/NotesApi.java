package io.gatehouse.demo.notes;

import io.gatehouse.demo.problem.ProblemException;
import io.gatehouse.demo.session.AppSession;
import io.gatehouse.demo.session.Flow;
import io.gatehouse.demo.session.SignedIn;
import io.gatehouse.demo.session.StepUp;
import io.gatehouse.demo.settings.App;
import io.gatehouse.demo.settings.DemoProperties;
import io.gatehouse.demo.signin.RefreshService;
import io.gatehouse.demo.wire.Answer;
import io.gatehouse.demo.wire.Call;
import io.gatehouse.demo.wire.Trace;
import io.gatehouse.demo.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Calls the notes API with the access token and deals with what it asks for. */
@Service
public final class NotesApi {

    /** The most notes that are shown. */
    public static final int MOST = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DemoProperties properties;
    private final Wire wire;
    private final RefreshService refresh;
    private final Clock clock;

    NotesApi(DemoProperties properties, Wire wire, RefreshService refresh, Clock clock) {
        this.properties = properties;
        this.wire = wire;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** The newest notes of the person. */
    public List<Note> list(App app, AppSession session) {
        Answer answer = call(
                app,
                session,
                Call.get(
                        at("/notes?limit=" + MOST),
                        "Read the notes",
                        "The API looks at the access token: who it is about, whether it was made for this API, and"
                                + " whether it allows notes.read."));
        return Note.list(expected(answer).json());
    }

    void add(App app, AppSession session, String text) {
        String json = MAPPER.createObjectNode().put("text", text).toString();
        expected(call(
                app,
                session,
                Call.post(
                                at("/notes"),
                                "Write a note",
                                "The API wants the scope notes.write for this. The note belongs to the person in the"
                                        + " token, whatever else the request says.")
                        .json(json)));
    }

    /** The secret note, or a challenge kept in the session and the 401 that carried it. */
    Answer secret(App app, AppSession session) {
        Answer answer = call(
                app,
                session,
                Call.get(
                        at("/notes/secret"),
                        "Read the secret note",
                        "Some things need more than a valid token: a sign-in that was strong and recent enough."));
        Challenge challenge = Challenge.of(answer.header("WWW-Authenticate"));
        // RFC 9470 section 3.
        if (answer.status() == 401 && challenge.error().equals("insufficient_user_authentication")) {
            session.askedFor(new StepUp(challenge.acrValues(), challenge.maxAge(), challenge.description()));
            return answer;
        }
        return expected(answer);
    }

    Answer statistics(App app, AppSession session) {
        return call(
                app,
                session,
                Call.get(
                        at("/admin/notes/statistics"),
                        "Read the statistics",
                        "This route is for admins. A token says who somebody is and what the app may do; what the person"
                                + " may do is for the API to decide."));
    }

    private Answer call(App app, AppSession session, Call call) {
        Trace trace = session.trace(Flow.NOTES);
        SignedIn person = session.signedIn().orElseThrow(() -> signInFirst(app));
        boolean refreshed = person.expired(clock.instant());
        if (refreshed) {
            person = refresh.refresh(app, session, person, trace);
        }
        Answer answer = send(call, person, trace);
        // RFC 6750 section 3.1: invalid_token means that a new access token may help, so one is tried, once.
        boolean refused = answer.status() == 401
                && Challenge.of(answer.header("WWW-Authenticate")).error().equals("invalid_token");
        if (refused && !refreshed) {
            answer = send(call, refresh.refresh(app, session, person, trace), trace);
        }
        return answer;
    }

    private Answer send(Call call, SignedIn person, Trace trace) {
        return wire.send(call.header("Authorization", "Bearer " + person.access()), trace);
    }

    private static Answer expected(Answer answer) {
        if (answer.ok()) {
            return answer;
        }
        Challenge challenge = Challenge.of(answer.header("WWW-Authenticate"));
        String said = (challenge.error() + " " + challenge.description()).strip();
        ProblemException problem = new ProblemException(
                        answer.status() == 403 ? 403 : 502,
                        "The notes API said no",
                        "It answered with status " + answer.status()
                                + ". The steps on the tokens page show the whole exchange.")
                .offering("/tokens", "Show the steps");
        throw said.isEmpty() ? problem : problem.quoting(said);
    }

    private static ProblemException signInFirst(App app) {
        return new ProblemException(
                        403, "Please sign in first", "The notes belong to somebody, so the app must know who you are.")
                .offering(app.key().equals("notes") ? "/sign-in?next=notes" : "/reports/sign-in", "Sign in");
    }

    private URI at(String path) {
        return URI.create(properties.notesUrl() + path);
    }
}
