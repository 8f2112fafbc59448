package dev.lavant.router.result;

import dev.lavant.schemas.UsageOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts results together. A host commits the usage record of an event with its outputs or its dead letter, but they
/// stand in several topics and are read in any order: a result is whole when the usage record is there and as many
/// records beside it as it says.
///
/// Keeps the latest, whoever wants them or not, since an event may be decided before its sender has learnt where it
/// stands. Not thread-safe.
public final class ResultBook {
    private static final int ENTRY_BYTES = 400;

    private final long mostBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>(); // oldest first
    private long bytes;

    private static final class Entry {
        final List<Emitted> emitted = new ArrayList<>();

        @Nullable
        UsageOutcome outcome;

        int records;
        long bytes = ENTRY_BYTES;
    }

    /// @param mostBytes about what it may take; the oldest results are forgotten for the newest
    public ResultBook(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// An event's usage record was read.
    ///
    /// @param records how many a host wrote beside it
    public void decided(String usageId, UsageOutcome outcome, int records) {
        Entry entry = entry(usageId);
        entry.outcome = outcome;
        entry.records = records;
        forget();
    }

    /// An output or a dead letter was read.
    ///
    /// @param usageId of the event that it came of
    public void emitted(String usageId, Emitted emitted) {
        Entry entry = entry(usageId);
        entry.emitted.add(emitted);
        entry.bytes += emitted.bytes();
        bytes += emitted.bytes();
        forget();
    }

    private Entry entry(String usageId) {
        return entries.computeIfAbsent(usageId, _ -> {
            bytes += ENTRY_BYTES;
            return new Entry();
        });
    }

    private void forget() {
        var oldest = entries.values().iterator();
        while (bytes > mostBytes && entries.size() > 1) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }

    /// The result of an event; empty while it is not whole, and when it is forgotten.
    public Optional<Result> result(String usageId) {
        Entry entry = entries.get(usageId);
        if (entry == null || entry.outcome == null || entry.emitted.size() < entry.records) {
            return Optional.empty();
        }
        return switch (entry.outcome) {
            case DEAD_LETTERED -> entry.emitted.stream().findFirst().map(Result.DeadLettered::new);
            case OK, FILTERED, UNKNOWN -> Optional.of(new Result.Succeeded(inOrder(usageId, entry.emitted)));
        };
    }

    /// Hosts number an event's outputs in their ids, `<usage id>-<number>`, unless the function has chosen an id.
    private static List<Emitted> inOrder(String usageId, List<Emitted> emitted) {
        return emitted.stream()
                .sorted(Comparator.comparingInt(output -> number(usageId, output)))
                .toList();
    }

    private static int number(String usageId, Emitted output) {
        String id = output.headers().getOrDefault("ce_id", "");
        String number = id.startsWith(usageId + "-") ? id.substring(usageId.length() + 1) : "";
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }
}
