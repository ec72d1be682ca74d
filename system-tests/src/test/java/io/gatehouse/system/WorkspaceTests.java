package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkspaceTests {

    @Test
    void folderWhenJvmEndsThenGoneWithAllThatIsInIt() throws Exception {
        Process tests = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkspaceTests.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path folder = Path.of(new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        assertThat(tests.waitFor()).isZero();
        assertThat(folder.getFileName().toString()).startsWith("gh-");
        assertThat(folder).doesNotExist();
    }

    /** Stands for a test run that leaves files behind. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Workspace.newFolder("gh-");
        Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "x");
        if (!Files.exists(folder.resolve("a/b/c"))) {
            throw new IllegalStateException("nothing to delete");
        }
        System.out.println(folder);
    }
}
