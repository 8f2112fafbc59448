package dev.lavant.dev.watch;

import static dev.lavant.cli.show.Column.number;
import static dev.lavant.cli.show.Column.text;

import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.HostHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/// One cold start in milliseconds, phase by phase.
///
/// @param name of the run
/// @param detect from the event until the autoscaler looks and sees it
/// @param spawn from there until the host's JVM has started, or a warm host has its function
/// @param jvm until the host's own program begins
/// @param context until the function can be called
/// @param join until the host has its partitions
/// @param fetch until it has the event
/// @param commit until its transaction is committed
/// @param read until a reader of committed records has the output
/// @param total from the event to its committed output: the sum of the phases
/// @param toRecord from the start of the JVM, or from when a warm host had its function, until it has the event
/// @param probe from the start of a plain JVM until its consumer, which joins no group, has the event
record ColdStart(
        String name,
        long detect,
        long spawn,
        long jvm,
        long context,
        long join,
        long fetch,
        long commit,
        long read,
        long total,
        long toRecord,
        long probe) {
    private static final Listing<ColdStart> TABLE = new Listing<>(
            text("RUN", "run", ColdStart::name),
            number("DETECT", "detect_ms", ColdStart::detect),
            number("SPAWN", "spawn_ms", ColdStart::spawn),
            number("JVM", "jvm_ms", ColdStart::jvm),
            number("CONTEXT", "context_ms", ColdStart::context),
            number("JOIN", "join_ms", ColdStart::join),
            number("FETCH", "fetch_ms", ColdStart::fetch),
            number("COMMIT", "commit_ms", ColdStart::commit),
            number("READ", "read_ms", ColdStart::read),
            number("TOTAL", "total_ms", ColdStart::total),
            number("JVM TO RECORD", "jvm_to_first_record_ms", ColdStart::toRecord),
            number("PROBE", "probe_ms", ColdStart::probe));

    /// What others than the host saw of it.
    ///
    /// @param sent when the event was given to a producer that is connected
    /// @param decided when the autoscaler saw it
    /// @param read when a reader had the output
    record Seen(Instant sent, Instant decided, Instant read) {}

    static ColdStart of(String name, Seen seen, HostHeartbeat host, long probe) {
        Instant started = host.getJvmStartedAt();
        return new ColdStart(
                name,
                millis(seen.sent(), seen.decided()),
                millis(seen.decided(), started),
                host.getMainMillis(),
                host.getContextMillis() - host.getMainMillis(),
                host.getJoinedMillis() - host.getContextMillis(),
                host.getFirstRecordMillis() - host.getJoinedMillis(),
                host.getFirstCommitMillis() - host.getFirstRecordMillis(),
                millis(started.plusMillis(host.getFirstCommitMillis()), seen.read()),
                millis(seen.sent(), seen.read()),
                host.getFirstRecordMillis(),
                probe);
    }

    /// The median of each column; those of the phases need not add up to that of the totals.
    static ColdStart median(List<ColdStart> runs) {
        return new ColdStart(
                "median",
                median(runs, ColdStart::detect),
                median(runs, ColdStart::spawn),
                median(runs, ColdStart::jvm),
                median(runs, ColdStart::context),
                median(runs, ColdStart::join),
                median(runs, ColdStart::fetch),
                median(runs, ColdStart::commit),
                median(runs, ColdStart::read),
                median(runs, ColdStart::total),
                median(runs, ColdStart::toRecord),
                median(runs, ColdStart::probe));
    }

    static Listing<ColdStart> table() {
        return TABLE;
    }

    private static long median(List<ColdStart> runs, ToLongFunction<ColdStart> of) {
        return runs.stream()
                .mapToLong(of)
                .sorted()
                .skip((runs.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
