package dev.lavant.cli.logs;

import dev.lavant.schemas.log.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The logs of all hosts of a folder, living and gone, as they grow. A host that is given another name keeps its file,
/// and is not read twice.
final class HostLogs {
    private static final String ENDING = ".log";

    private final Path folder;
    private final Map<Object, HostLog> files = new HashMap<>();

    HostLogs(Path folder) {
        this.folder = folder;
    }

    /// Lines that have come since the last call, those of all files by their time.
    List<LogLine> more(Predicate<LogLine> wanted) {
        var lines = new ArrayList<LogLine>();
        for (Path file : files()) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = Objects.requireNonNullElse(now.fileKey(), file);
                files.computeIfAbsent(key, _ -> new HostLog(file)).read(file, now.size(), line -> {
                    if (wanted.test(line)) {
                        lines.add(line);
                    }
                });
            } catch (NoSuchFileException _) {
                continue; // it has another name by now, and comes again under that
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the log " + file + " cannot be read", unreadable);
            }
        }
        lines.sort(Comparator.comparing(LogLine::at));
        return lines;
    }

    /// How many hosts have a log here.
    int hosts() {
        return (int) files.values().stream().filter(HostLog::ofAHost).count();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", unreadable);
        }
    }
}
