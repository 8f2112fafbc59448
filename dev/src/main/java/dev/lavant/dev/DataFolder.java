package dev.lavant.dev;

import dev.lavant.deploy.project.ProjectFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the platform keeps between runs, held by one process at a time.
///
/// The lock is the operating system's: it goes with the process, however that ends.
final class DataFolder implements AutoCloseable {
    private static final List<String> WIPED = List.of("kafka", "streams");

    private final FileChannel lock;

    private DataFolder(FileChannel lock) {
        this.lock = lock;
    }

    /// What stays of earlier runs.
    enum Keep {
        /// Topics, offsets, the bill.
        ALL,
        /// A fresh start; logs and thumbnails stay all the same.
        NOTHING
    }

    /// Takes the folder, and empties it of the data of earlier runs when asked to.
    ///
    /// @param folder usually `.lavant`; made when it is not there
    /// @throws ProjectFault when another process has it
    static DataFolder take(Path folder, Keep keep) {
        try {
            Files.createDirectories(folder);
            var data = new DataFolder(
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            data.requireAlone(folder);
            for (String name : keep == Keep.NOTHING ? WIPED : List.<String>of()) {
                delete(folder.resolve(name));
            }
            return data;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the folder " + folder + " cannot be written", unwritable);
        }
    }

    private void requireAlone(Path folder) throws IOException {
        FileLock taken = lock.tryLock();
        if (taken == null) {
            lock.close();
            throw new ProjectFault(
                    "another lavant dev uses " + folder + ": stop it, or run this one in another folder");
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
