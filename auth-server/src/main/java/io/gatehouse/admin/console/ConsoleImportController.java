package io.gatehouse.admin.console;

import io.gatehouse.access.ServerPermission;
import io.gatehouse.admin.Deed;
import io.gatehouse.admin.imports.ImportJob;
import io.gatehouse.admin.imports.ImportJobs;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import io.gatehouse.transfer.ImportFormat;
import io.gatehouse.transfer.ImportOptions;
import io.gatehouse.web.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Files of people, roles and applications: uploaded, tried without writing anything, then imported while one looks on. */
@Controller
@RequestMapping("/admin/import")
final class ConsoleImportController {

    /** The one path of the house that takes a file. */
    static final String UPLOAD = "/admin/import/new";

    private static final String HOME = "/admin/import";
    private static final long MEGABYTE = 1024 * 1024;

    private final ImportJobs jobs;

    ConsoleImportController(ImportJobs jobs) {
        this.jobs = jobs;
    }

    /** What can be wrong with a form; the last part of the messages {@code console.import.problem.<name>}. */
    private enum Problem {
        FILE,
        SIZE,
        FORMAT
    }

    /** How an import stands, in words and numbers of a page. */
    record Standing(
            ImportJob job,
            List<Count> counts,
            @Nullable Moment started,
            @Nullable Moment ended) {

        static Standing of(ImportJob job, Viewer viewer) {
            List<Count> counts = job.summary().counts().keySet().stream()
                    .map(kind -> Count.of(kind, job))
                    .toList();
            return new Standing(job, counts, viewer.moment(job.createdAt()), viewer.momentOrNull(job.finishedAt()));
        }
    }

    /** A line of the counts. */
    record Count(String kind, long added, long changed, long same, long refused) {

        static Count of(String kind, ImportJob job) {
            return new Count(
                    kind,
                    job.summary().count(kind, "new"),
                    job.summary().count(kind, "changed"),
                    job.summary().count(kind, "same"),
                    job.summary().count(kind, "refused"));
        }
    }

    @GetMapping
    @Needs(value = ServerPermission.IMPORT_RUN, over = Needs.Over.EVERYTHING)
    String page(Viewer viewer, Model model) {
        show(viewer, model);
        return "console/import";
    }

    /** The part of the page that changes by itself. */
    @GetMapping("/state")
    @Needs(value = ServerPermission.IMPORT_RUN, over = Needs.Over.EVERYTHING)
    String state(Viewer viewer, Model model) {
        show(viewer, model);
        return "console/import-state";
    }

    private void show(Viewer viewer, Model model) {
        jobs.latest().map(job -> Standing.of(job, viewer)).ifPresent(found -> model.addAttribute("standing", found));
    }

    @GetMapping("/new")
    @Needs(value = ServerPermission.IMPORT_RUN, over = Needs.Over.EVERYTHING, does = Deed.IMPORT)
    String form(@RequestParam(defaultValue = "") String problem, Model model) {
        model.addAttribute("megabytes", Math.max(1, jobs.largestFile() / MEGABYTE));
        model.addAttribute(
                "formats",
                Stream.of(ImportFormat.values()).map(ImportFormat::code).toList());
        Stream.of(Problem.values())
                .filter(known -> known.name().equalsIgnoreCase(problem))
                .findFirst()
                .ifPresent(known -> model.addAttribute("problem", "console.import.problem." + known.name()));
        return "console/import-new";
    }

    @PostMapping("/new")
    @Needs(value = ServerPermission.IMPORT_RUN, over = Needs.Over.EVERYTHING, does = Deed.IMPORT)
    ResponseEntity<Void> upload(Viewer viewer, HttpServletRequest request) {
        Upload upload = Upload.of(request);
        Optional<ImportFormat> format = ImportFormat.of(upload.field("format"));
        if (format.isEmpty()) {
            return again(Problem.FORMAT);
        }
        if (upload.fileName().isBlank()) {
            return again(Problem.FILE);
        }
        ImportOptions options = new ImportOptions(
                false,
                false,
                upload.field("emails_verified").equals("true"),
                text(upload.field("realm")),
                null,
                null,
                text(upload.field("client")));
        return jobs.start(
                                ImportJobs.By.of(viewer.session()),
                                new ImportJobs.Incoming(format.get(), upload.fileName(), options, upload.file()))
                        .isPresent()
                ? Done.see(HOME)
                : again(Problem.SIZE);
    }

    @PostMapping("/run")
    @Needs(value = ServerPermission.IMPORT_RUN, over = Needs.Over.EVERYTHING, does = Deed.IMPORT, formAbove = true)
    ResponseEntity<Void> run(Viewer viewer, @RequestParam(defaultValue = "") String job) {
        jobs.importNow(ImportJobs.By.of(viewer.session()), id(job));
        return Done.see(HOME);
    }

    @PostMapping("/discard")
    @Needs(value = ServerPermission.IMPORT_RUN, over = Needs.Over.EVERYTHING, does = Deed.DISCARD_IMPORT)
    ResponseEntity<Void> discard(Viewer viewer, @RequestParam(defaultValue = "") String job) {
        jobs.discard(ImportJobs.By.of(viewer.session()), id(job));
        return Done.see(HOME);
    }

    private static ResponseEntity<Void> again(Problem problem) {
        return Done.see(UPLOAD + "?problem=" + problem.name());
    }

    private static UUID id(String job) {
        return ConsoleGuard.uuid(job)
                .orElseThrow(
                        () -> new GatehouseException(ErrorCode.INVALID_REQUEST, "not the identifier of an import"));
    }

    private static @Nullable String text(String field) {
        return field.isBlank() ? null : field.strip();
    }
}
