package dev.lavant.billing.collect;

import dev.lavant.billing.collect.BillingTopology.Outgoing;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Adds up minutes and hours, publishes each change, and closes what is over.
///
/// Only windows that are open are kept. What comes for one that is closed is published as a correction, at once and
/// for good.
final class Periods extends ContextualProcessor<String, byte[], String, Outgoing> {
    /// Key of what a partition has added up.
    static final String MINUTE = "minute";

    /// Key of how far a partition has come; its number follows.
    static final String TIME = "time|";

    /// Key of a budget; its own follows.
    static final String BUDGET = "budget|";

    /// Key of a price book; its name follows.
    static final String BOOK = "book|";

    /// Closed hours that are rated again at once: so many fit into a transaction many times.
    private static final int RATED_AT_ONCE = 500;

    private static final Duration TELL_BUDGETS_EVERY = Duration.ofSeconds(1);
    private static final long BEFORE_ALL_TIME = -1;
    private static final String CLOSED = "closed";
    private static final String CORRECTIONS = "corrections";
    private static final String BUDGETS_TOLD = "budgets-told";
    private static final String RATE_AGAIN_FROM = "rate-again-from";

    private final AvroWire wire;
    private final PriceBook first;
    private final int usagePartitions;
    private Optional<Books> books = Optional.empty();

    /// @param first prices where no book was published for
    Periods(AvroWire wire, PriceBook first, int usagePartitions) {
        this.wire = wire;
        this.first = first;
        this.usagePartitions = usagePartitions;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key().startsWith(TIME)) {
            clock().put(record.key(), record.value());
            time().ifPresent(this::reached);
        } else if (record.key().startsWith(BUDGET)) {
            purses().set(record.key().substring(BUDGET.length()), Optional.ofNullable(record.value()));
            time().ifPresent(this::tellBudgets);
        } else if (record.key().startsWith(BOOK)) {
            books().publish(record.key().substring(BOOK.length()), Optional.ofNullable(record.value()))
                    .ifPresent(this::rateAgainFrom);
        } else {
            UsageSummary minute = wire.decode(record.value(), UsageSummary.class);
            Instant closed = Instant.ofEpochMilli(number(CLOSED, BEFORE_ALL_TIME));
            add(minute, Summaries.MINUTE, closed);
            add(minute, Summaries.HOUR, closed);
            statements().add(minute, closed);
        }
    }

    private void add(UsageSummary minute, Duration length, Instant closed) {
        UsageSummary more = Summaries.in(minute, length);
        if (!Summaries.end(more).isAfter(closed)) {
            long number = number(CORRECTIONS, 0) + 1;
            clock().put(CORRECTIONS, bytes(number));
            publish(Summaries.revised(more, 0, SummaryState.CORRECTION), "|" + number);
            return;
        }
        String key = sortable(Summaries.end(more)) + Summaries.key(more);
        byte[] before = windows().get(key);
        UsageSummary sum = before == null ? more : next(wire.decode(before, UsageSummary.class), more);
        windows().put(key, wire.encode(Topics.SUMMARIES, sum));
        publish(sum, "");
    }

    private static UsageSummary next(UsageSummary total, UsageSummary more) {
        return Summaries.revised(Summaries.plus(total, more), total.getRevisionNo() + 1, SummaryState.OPEN);
    }

    private void reached(long time) {
        close(time);
        rateSomeAgain();
        if (time - number(BUDGETS_TOLD, BEFORE_ALL_TIME) >= TELL_BUDGETS_EVERY.toMillis()) {
            tellBudgets(time);
        }
    }

    private void rateAgainFrom(Instant hour) {
        String from = sortable(hour);
        byte[] before = clock().get(RATE_AGAIN_FROM);
        if (before == null || from.compareTo(text(before)) < 0) {
            clock().put(RATE_AGAIN_FROM, from.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void rateSomeAgain() {
        byte[] from = clock().get(RATE_AGAIN_FROM);
        if (from != null) {
            Instant closed = Instant.ofEpochMilli(number(CLOSED, BEFORE_ALL_TIME));
            statements()
                    .rateAgain(text(from), RATED_AT_ONCE, closed)
                    .ifPresentOrElse(
                            next -> clock().put(RATE_AGAIN_FROM, next.getBytes(StandardCharsets.UTF_8)),
                            () -> clock().delete(RATE_AGAIN_FROM));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Books books() {
        Books known = books.orElseGet(() -> new Books(wire, first, context().getStateStore(BillingTopology.PRICES)));
        books = Optional.of(known);
        return known;
    }

    private void tellBudgets(long time) {
        clock().put(BUDGETS_TOLD, bytes(time));
        purses().tell(Instant.ofEpochMilli(time));
    }

    /// Closes what ended before a time, and is never opened again.
    private void close(long time) {
        long closed = time - BillingTopology.GRACE.toMillis();
        if (closed <= number(CLOSED, BEFORE_ALL_TIME)) {
            return;
        }
        clock().put(CLOSED, bytes(closed));
        var over = new ArrayList<String>();
        try (var ended = windows().range("", sortable(Instant.ofEpochMilli(closed + 1)))) {
            ended.forEachRemaining(window -> {
                UsageSummary sum = wire.decode(window.value, UsageSummary.class);
                publish(Summaries.revised(sum, sum.getRevisionNo() + 1, SummaryState.FINAL), "");
                over.add(window.key);
            });
        }
        over.forEach(windows()::delete);
        statements().close(Instant.ofEpochMilli(closed));
    }

    private KeyValueStore<String, byte[]> windows() {
        return context().getStateStore(BillingTopology.WINDOWS);
    }

    private KeyValueStore<String, byte[]> clock() {
        return context().getStateStore(BillingTopology.CLOCK);
    }

    private OpenStatements statements() {
        return new OpenStatements(
                wire,
                books(),
                context().getStateStore(BillingTopology.HOURS),
                context().getStateStore(BillingTopology.LINKS),
                new ClosedHours(wire, books(), context().getStateStore(BillingTopology.CLOSED)),
                (statement, more) -> {
                    publish(Topics.STATEMENTS, Statements.key(statement), statement);
                    purses().spend(statement, more);
                });
    }

    private Purses purses() {
        var stores = new Purses.Stores(
                context().getStateStore(BillingTopology.BUDGETS),
                context().getStateStore(BillingTopology.SPENT),
                context().getStateStore(BillingTopology.TOLD));
        return new Purses(wire, books(), stores, this::publish);
    }

    /// How far all partitions have come; empty while that of one is not known.
    private OptionalLong time() {
        List<Long> times = new ArrayList<>();
        try (var told = clock().range(TIME, TIME + "~")) {
            told.forEachRemaining(
                    partition -> times.add(ByteBuffer.wrap(partition.value).getLong()));
        }
        return times.size() < usagePartitions
                ? OptionalLong.empty()
                : times.stream().mapToLong(Long::longValue).min();
    }

    private void publish(UsageSummary sum, String suffix) {
        publish(Topics.SUMMARIES, Summaries.key(sum) + suffix, sum);
    }

    private void publish(String topic, String key, SpecificRecord value) {
        context()
                .forward(new Record<>(key, new Outgoing(topic, value), context().currentSystemTimeMs()));
    }

    /// Keys in the order of time.
    static String sortable(Instant time) {
        return String.format(Locale.ROOT, "%015d|", time.toEpochMilli());
    }

    private long number(String key, long otherwise) {
        byte[] known = clock().get(key);
        return known == null ? otherwise : ByteBuffer.wrap(known).getLong();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
