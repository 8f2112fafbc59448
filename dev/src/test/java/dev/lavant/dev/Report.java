package dev.lavant.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Figures of a test run, for people: `target/report/<test>.txt`.
final class Report {
    private final Path file;

    private Report(Path file) {
        this.file = file;
    }

    /// Begins anew.
    static Report of(Class<?> test) {
        try {
            Path file = Files.createDirectories(Path.of("target/report")).resolve(test.getSimpleName() + ".txt");
            Files.deleteIfExists(file);
            return new Report(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    void line(String text) {
        try {
            Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
