package dev.lavant.billing.collect;

import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.Prices;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/// The statements of hours that are open, and the newest link of each tenant's chain.
///
/// @param hours by their end, then as [Statements#key]
/// @param links by tenant
/// @param told hears of each change
record OpenStatements(
        AvroWire wire,
        Prices prices,
        KeyValueStore<String, byte[]> hours,
        KeyValueStore<String, byte[]> links,
        Told told) {

    /// Hears of statements that are new or changed.
    interface Told {
        /// A statement is new or changed.
        ///
        /// @param moreNanos what it costs more than it did before
        void changed(Statement statement, long moreNanos);
    }

    /// Adds to the hour; to one that is closed as a correction.
    void add(UsageSummary more, Instant closed) {
        Statement fresh = Statements.empty(more);
        if (!end(fresh).isAfter(closed)) {
            link(
                    Statement.newBuilder(Statements.plus(fresh, more))
                            .setState(SummaryState.CORRECTION)
                            .setBillingPeriod(Statements.month(closed))
                            .build(),
                    0);
            return;
        }
        String key = Periods.sortable(end(fresh)) + Statements.key(fresh);
        byte[] before = hours.get(key);
        Statement known = before == null ? fresh : wire.decode(before, Statement.class);
        Statement sum = Statements.plus(known, more);
        Statement total = before == null ? sum : revised(sum);
        Statement rated = Statements.rated(total, prices.at(total.getHourStart()), newest(total.getTenant()));
        hours.put(key, wire.encode(Topics.STATEMENTS, rated));
        told.changed(rated, rated.getCostNanos() - known.getCostNanos());
    }

    /// Closes the hours that have ended, in the order of their end, tenant and function.
    void close(Instant closed) {
        var over = new ArrayList<String>();
        try (var ended = hours.range("", Periods.sortable(closed.plusMillis(1)))) {
            ended.forEachRemaining(hour -> {
                Statement total = revised(wire.decode(hour.value, Statement.class));
                link(Statement.newBuilder(total).setState(SummaryState.FINAL).build(), total.getCostNanos());
                over.add(hour.key);
            });
        }
        over.forEach(hours::delete);
    }

    private void link(Statement closing, long costBefore) {
        Optional<Statement> before = newest(closing.getTenant());
        Statement rated = Statements.rated(closing, prices.at(closing.getHourStart()), before);
        Statement link = Chain.next(rated, before);
        links.put(link.getTenant(), wire.encode(Topics.STATEMENTS, link));
        told.changed(link, link.getCostNanos() - costBefore);
    }

    private Optional<Statement> newest(String tenant) {
        return Optional.ofNullable(links.get(tenant)).map(link -> wire.decode(link, Statement.class));
    }

    private static Statement revised(Statement statement) {
        return Statement.newBuilder(statement)
                .setRevisionNo(statement.getRevisionNo() + 1)
                .build();
    }

    private static Instant end(Statement statement) {
        return statement.getHourStart().plus(Summaries.HOUR);
    }
}
