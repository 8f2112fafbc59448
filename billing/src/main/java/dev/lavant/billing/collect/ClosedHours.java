package dev.lavant.billing.collect;

import dev.lavant.billing.rate.Prices;
import dev.lavant.billing.rate.Statements;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/// What was used in hours that are closed, all corrections included, and the prices it was rated with last: enough to
/// rate it again.
///
/// @param totals by hour, tenant and function
record ClosedHours(AvroWire wire, Prices prices, KeyValueStore<String, byte[]> totals) {
    /// What is older is not rated again.
    static final Duration KEPT = Duration.ofDays(92);

    private static final String END = "~";

    /// Of that hour, tenant and function.
    Optional<Statement> total(Statement like) {
        return Optional.ofNullable(totals.get(key(like))).map(total -> wire.decode(total, Statement.class));
    }

    /// A statement of an hour was linked to the chain.
    void add(Statement link) {
        keep(total(link).map(total -> Statements.plus(total, link)).orElse(link));
    }

    /// It is rated with these prices now.
    void rated(Statement total) {
        keep(total);
    }

    private void keep(Statement total) {
        Statement kept = Statement.newBuilder(total).setSources(List.of()).build();
        totals.put(key(kept), wire.encode(Topics.STATEMENTS, kept));
    }

    boolean outdated(Statement total) {
        return !prices.at(total.getHourStart()).name().equals(total.getPriceBook());
    }

    /// Some totals from a key on: those that are outdated, and the key to go on from; empty when that was all.
    Some some(String from, int most) {
        var outdated = new ArrayList<Statement>();
        int seen = 0;
        try (var all = totals.range(from, END)) {
            while (all.hasNext()) {
                var next = all.next();
                if (seen++ == most) {
                    return new Some(outdated, Optional.of(next.key));
                }
                Statement total = wire.decode(next.value, Statement.class);
                if (outdated(total)) {
                    outdated.add(total);
                }
            }
        }
        return new Some(outdated, Optional.empty());
    }

    /// @param goOn the key of the next
    record Some(List<Statement> outdated, Optional<String> goOn) {}

    /// Forgets what is too old.
    void keepSince(Instant closed) {
        var old = new ArrayList<String>();
        try (var all = totals.range("", Periods.sortable(closed.minus(KEPT)))) {
            all.forEachRemaining(total -> old.add(total.key));
        }
        old.forEach(totals::delete);
    }

    private static String key(Statement statement) {
        return Periods.sortable(statement.getHourStart()) + statement.getTenant() + "|" + statement.getFunction();
    }
}
