package io.gatehouse.admin.api;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The API's own description. */
@Controller
final class ApiDescriptionController {

    static final String PATH = ApiPaths.V1 + "/openapi.json";

    private final ApiDescription description;

    ApiDescriptionController(ApiDescription description) {
        this.description = description;
    }

    @GetMapping(PATH)
    @TokenSuffices(summary = "Read this description")
    Answer read() {
        return Answer.of(description.document());
    }
}
