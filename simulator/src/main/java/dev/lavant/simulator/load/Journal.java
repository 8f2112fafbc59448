package dev.lavant.simulator.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Arrivals as a journal of decisions tells them: `decidedAt`, and how many events had been `appended` by then.
final class Journal {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long UNKNOWN = -1;

    private Journal() {}

    private record Entry(Instant at, long appended) {}

    /// Writes its events.
    ///
    /// @return how long it lasts, in seconds
    static double write(List<String> lines, TraceFile.Copies copies) {
        Optional<Entry> first = Optional.empty();
        Optional<Entry> last = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            Optional<Entry> entry = TraceFile.silent(lines.get(i)) ? Optional.empty() : entry(lines.get(i), i + 1);
            if (entry.isPresent()) {
                first = first.or(() -> entry);
                between(first.orElseThrow(), last, entry.get(), copies);
                last = entry;
            }
        }
        return last.isEmpty() ? 0 : seconds(first.orElseThrow(), last.get()) + 1;
    }

    private static void between(Entry first, Optional<Entry> last, Entry now, TraceFile.Copies copies) {
        if (last.isPresent() && now.appended() > last.get().appended()) {
            long events = now.appended() - last.get().appended();
            copies.spread((int) Math.min(events, Integer.MAX_VALUE), seconds(first, last.get()), seconds(first, now));
        }
    }

    private static double seconds(Entry from, Entry to) {
        return Math.max(0, Duration.between(from.at(), to.at()).toNanos() / 1e9);
    }

    /// Empty for a decision that did not know what waited.
    private static Optional<Entry> entry(String text, int line) {
        try (JsonParser json = JSON.createParser(text)) {
            return entry(json, line);
        } catch (IOException | DateTimeException notJson) {
            String why = String.valueOf(notJson.getMessage());
            throw new BadTrace(
                    line, "it is no decision: " + why.lines().findFirst().orElse(""));
        }
    }

    private static Optional<Entry> entry(JsonParser json, int line) throws IOException {
        Optional<Instant> at = Optional.empty();
        long appended = Long.MIN_VALUE;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new BadTrace(line, "it is not a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "decidedAt" -> at = Optional.of(Instant.parse(json.getText()));
                case "appended" -> appended = value == JsonToken.VALUE_NULL ? UNKNOWN : json.getLongValue();
                default -> json.skipChildren();
            }
        }
        if (at.isEmpty() || appended == Long.MIN_VALUE) {
            throw new BadTrace(line, "it has no decidedAt or no appended, so it is no decision of lavant explain");
        }
        return appended == UNKNOWN ? Optional.empty() : Optional.of(new Entry(at.get(), appended));
    }
}
