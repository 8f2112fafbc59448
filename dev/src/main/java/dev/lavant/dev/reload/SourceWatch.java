package dev.lavant.dev.reload;

import dev.lavant.deploy.project.FunctionProject;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells of saved files of a project, those below `src/main`. Files that are saved together are told of together.
///
/// Two threads of its own: one is told by the operating system, the other calls `onChange`, one call at a time.
public final class SourceWatch implements AutoCloseable {
    private static final Duration TOGETHER = Duration.ofMillis(60);

    private final BlockingQueue<Path> changed = new LinkedBlockingQueue<>();
    private final DirectoryWatcher watcher;
    private final Thread teller;

    private SourceWatch(FunctionProject project, Consumer<Set<Path>> onChange) throws IOException {
        this.watcher = DirectoryWatcher.builder()
                .path(Files.createDirectories(project.folder().resolve("src/main")))
                .listener(event -> {
                    if (!event.isDirectory()) {
                        changed.add(event.path());
                    }
                })
                .build();
        this.teller = Thread.ofPlatform().name("reload").daemon(true).unstarted(() -> tell(onChange));
    }

    /// Starts to watch.
    ///
    /// @param onChange called with the files that were made, changed or deleted
    public static SourceWatch start(FunctionProject project, Consumer<Set<Path>> onChange) {
        try {
            var watch = new SourceWatch(project, onChange);
            watch.teller.start();
            var _ = watch.watcher.watchAsync();
            return watch;
        } catch (IOException cannot) {
            throw new UncheckedIOException("the sources of " + project.folder() + " cannot be watched", cannot);
        }
    }

    private void tell(Consumer<Set<Path>> onChange) {
        try {
            while (true) {
                var files = new HashSet<>(Set.of(changed.take()));
                for (Path next = poll(); next != null; next = poll()) {
                    files.add(next);
                }
                onChange.accept(files);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Path poll() throws InterruptedException {
        return changed.poll(TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        teller.interrupt();
        try {
            watcher.close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }
}
