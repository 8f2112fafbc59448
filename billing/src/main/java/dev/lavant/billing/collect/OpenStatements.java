package dev.lavant.billing.collect;

import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.PriceBook;
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
/// @param closedHours what can be rated again
/// @param told hears of each change
record OpenStatements(
        AvroWire wire,
        Prices prices,
        KeyValueStore<String, byte[]> hours,
        KeyValueStore<String, byte[]> links,
        ClosedHours closedHours,
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
            closedHours.total(fresh).filter(closedHours::outdated).ifPresent(total -> rateAgain(total, closed));
            Statement late = correction(Statements.plus(fresh, more), closed);
            closedHours.add(link(late, prices.at(late.getHourStart()), 0));
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
                Statement closing =
                        Statement.newBuilder(total).setState(SummaryState.FINAL).build();
                closedHours.add(link(closing, prices.at(total.getHourStart()), total.getCostNanos()));
                over.add(hour.key);
            });
        }
        over.forEach(hours::delete);
        closedHours.keepSince(closed);
    }

    /// Rates some closed hours again for which other prices hold now.
    ///
    /// @param from where to begin, see [Periods#sortable]
    /// @param most hours to look at
    /// @return where to go on; empty when that was all
    Optional<String> rateAgain(String from, int most, Instant closed) {
        ClosedHours.Some some = closedHours.some(from, most);
        some.outdated().forEach(total -> rateAgain(total, closed));
        return some.goOn();
    }

    /// Takes back what was said of an hour, at the prices of then, and says it at those of now.
    private void rateAgain(Statement total, Instant closed) {
        PriceBook now = prices.at(total.getHourStart());
        Statement _ = link(correction(Statements.reversed(total), closed), Statements.book(total), 0);
        closedHours.rated(link(correction(total, closed), now, 0));
    }

    private static Statement correction(Statement statement, Instant closed) {
        return Statement.newBuilder(statement)
                .setState(SummaryState.CORRECTION)
                .setRevisionNo(0)
                .setBillingPeriod(Statements.month(closed))
                .build();
    }

    private Statement link(Statement closing, PriceBook book, long costBefore) {
        Optional<Statement> before = newest(closing.getTenant());
        Statement link = Chain.next(Statements.rated(closing, book, before), before);
        links.put(link.getTenant(), wire.encode(Topics.STATEMENTS, link));
        told.changed(link, link.getCostNanos() - costBefore);
        return link;
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
