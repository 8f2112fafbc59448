package dev.lavant.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the platform keeps between runs.
///
/// @param folder usually `.lavant`
record DataFolder(Path folder) {
    private static final List<String> WIPED = List.of("kafka", "streams");

    /// What stays of earlier runs.
    enum Keep {
        /// Topics, offsets, the bill.
        ALL,
        /// A fresh start.
        NOTHING
    }

    /// Makes the folder, or empties it of the data of earlier runs. Logs and thumbnails stay.
    void prepare(Keep keep) {
        try {
            Files.createDirectories(folder);
            for (String name : keep == Keep.NOTHING ? WIPED : List.<String>of()) {
                delete(folder.resolve(name));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the folder " + folder + " cannot be written", unwritable);
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
}
