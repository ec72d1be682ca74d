package io.gatehouse.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of many writers makes the file; it is never replaced behind the back of who already read it. */
final class SecretFileTests {

    private static final int WRITERS = 8;

    @TempDir
    private Path folder;

    @Test
    void placeWhenManyTryAtOnceThenExactlyOneSucceedsAndItsContentStays() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int round = 0; round < 200; round++) {
                Path target = folder.resolve("ring-" + round);
                List<Integer> winners = winners(threads, target);

                assertThat(winners).hasSize(1);
                assertThat(Files.readString(target)).isEqualTo("ring of " + winners.getFirst());
            }
        }
    }

    private List<Integer> winners(ExecutorService threads, Path target) throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Future<Boolean>> attempts = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Path temporary = Files.writeString(folder.resolve("temporary-" + writer), "ring of " + writer);
            attempts.add(threads.submit(attempt(start, temporary, target)));
        }
        List<Integer> winners = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            if (attempts.get(writer).get()) {
                winners.add(writer);
            }
        }
        return winners;
    }

    private static Callable<Boolean> attempt(CyclicBarrier start, Path temporary, Path target) {
        return () -> {
            start.await();
            try {
                SecretFile.place(temporary, target);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.deleteIfExists(temporary);
            }
        };
    }
}
