package io.gatehouse.notes.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * The last resort: answers what no filter or route answered (a malformed request line, an unexpected failure) as a
 * {@link Problem} too. Public because Tomcat creates it by name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(Problem.of(response.getStatus()).toJson());
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The caller went away before the answer", e);
        }
    }
}
