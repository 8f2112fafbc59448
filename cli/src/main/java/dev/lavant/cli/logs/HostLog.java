package dev.lavant.cli.logs;

import dev.lavant.schemas.log.Facts;
import dev.lavant.schemas.log.LogLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The log of one host, read as far as its last whole line.
///
/// What a JVM prints by itself when it starts or dies is no fact: it counts as said by the host when it said its last
/// one, and by the logger `jvm`.
final class HostLog {
    /// The autoscaler names hosts so: function, slot, and when it was started.
    private static final Pattern NAME = Pattern.compile("(.+)-\\d+-[0-9a-z]+\\.log");

    private final Map<String, String> last = new LinkedHashMap<>();
    private long bytes;

    HostLog(Path file) {
        String name = String.valueOf(file.getFileName());
        Matcher host = NAME.matcher(name);
        if (host.matches()) {
            last.put(Facts.AT, "");
            last.put(Facts.LEVEL, "INFO");
            last.put(Facts.FUNCTION, host.group(1));
            last.put(Facts.HOST, name.substring(0, name.lastIndexOf('.')));
            last.put(Facts.LOGGER, "jvm");
        }
    }

    /// Whether it is one, and not another file that lies beside them.
    boolean ofAHost() {
        return !last.isEmpty();
    }

    /// Reads what has come since the last call.
    ///
    /// @param file by its name of now
    /// @param size of the file by now; when it has less than was read it is another one
    void read(Path file, long size, Consumer<LogLine> taker) throws IOException {
        bytes = size < bytes ? 0 : bytes;
        if (size == bytes) {
            return;
        }
        if (ofAHost() && last.getOrDefault(Facts.AT, "").isEmpty()) {
            last.put(Facts.AT, Files.getLastModifiedTime(file).toInstant().toString());
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.skipNBytes(bytes);
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    bytes += line.size();
                    read(line.toString(StandardCharsets.UTF_8).stripTrailing()).ifPresent(taker);
                    line.reset();
                }
            }
        }
    }

    private Optional<LogLine> read(String text) {
        Optional<LogLine> fact = LogLine.read(text);
        fact.ifPresent(line -> {
            for (String name : new String[] {Facts.AT, Facts.FUNCTION, Facts.REVISION, Facts.HOST}) {
                line.fact(name).ifPresent(value -> last.put(name, value));
            }
        });
        return fact.isPresent() || text.isEmpty() || last.isEmpty() ? fact : Optional.of(printed(text));
    }

    private LogLine printed(String text) {
        var facts = new LinkedHashMap<>(last);
        facts.put(Facts.MESSAGE, text);
        return new LogLine(facts);
    }
}
