package dev.lavant.billing.collect;

import dev.lavant.billing.budget.Budgets;
import dev.lavant.billing.budget.Burn;
import dev.lavant.billing.budget.Spent;
import dev.lavant.billing.rate.Prices;
import dev.lavant.billing.rate.Statements;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What may be spent, what was, and what of that was told.
///
/// @param stores its state
/// @param publish takes topic, key and record
record Purses(AvroWire wire, Prices prices, Stores stores, Publish publish) {
    private static final Logger LOG = LoggerFactory.getLogger(Purses.class);
    private static final String AS_OF = "as-of";

    /// @param budgets by their key, as they came
    /// @param spent by month and the key of a budget, whether there is one or not; and by that key alone how fast
    /// @param told what was published last, by the key of the budget
    record Stores(
            KeyValueStore<String, byte[]> budgets,
            KeyValueStore<String, byte[]> spent,
            KeyValueStore<String, byte[]> told) {}

    /// Where records go.
    interface Publish {
        void record(String topic, String key, SpecificRecord value);
    }

    /// A budget was set or, when there is none any more, removed.
    void set(String key, Optional<byte[]> budget) {
        if (budget.isPresent() && readable(key, budget.get())) {
            stores.budgets().put(key, budget.get());
        } else if (budget.isEmpty()) {
            stores.budgets().delete(key);
            told(key)
                    .ifPresent(told -> publish.record(
                            Topics.SPENDING,
                            key,
                            Spending.newBuilder(told).setLimitNanos(-1).build()));
            stores.told().delete(key);
        }
    }

    private boolean readable(String key, byte[] budget) {
        try {
            return !wire.decode(budget, Budget.class).getTenant().isEmpty();
        } catch (UnreadableRecord unreadable) {
            LOG.atError().addKeyValue("budget", key).setCause(unreadable).log("budget left out, it cannot be read");
            return false;
        }
    }

    /// A statement costs more than it did.
    void spend(Statement statement, long moreNanos) {
        add(statement, Topics.budget(statement.getTenant(), ""), moreNanos);
        add(statement, Topics.budget(statement.getTenant(), statement.getFunction()), moreNanos);
    }

    private void add(Statement statement, String key, long moreNanos) {
        long before = spent(statement.getBillingPeriod(), key);
        long now = Math.addExact(before, moreNanos);
        stores.spent()
                .put(
                        inPeriod(statement.getBillingPeriod(), key),
                        ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        stores.spent().put(key, burn(key).plus(moreNanos, statement.getAsOf()).toBytes());
    }

    private static String inPeriod(String period, String key) {
        return period + "|" + key;
    }

    private long spent(String period, String key) {
        return Optional.ofNullable(stores.spent().get(inPeriod(period, key)))
                .map(sum -> ByteBuffer.wrap(sum).getLong())
                .orElse(0L);
    }

    private Burn burn(String key) {
        return Optional.ofNullable(stores.spent().get(key)).map(Burn::from).orElse(Burn.NONE);
    }

    /// Tells how far each budget is used up, where that has changed.
    ///
    /// @param asOf all usage up to then has been added
    void tell(Instant asOf) {
        var all = new ArrayList<String>();
        try (var budgets = stores.budgets().all()) {
            budgets.forEachRemaining(budget -> {
                tell(budget.key, wire.decode(budget.value, Budget.class), asOf);
                all.add(budget.key);
            });
        }
        if (!all.isEmpty()) {
            publish.record(
                    Topics.SPENDING, AS_OF, Spending.newBuilder().setAsOf(asOf).build());
        }
    }

    private void tell(String key, Budget budget, Instant asOf) {
        var spent = new Spent(spent(Statements.month(asOf), key), burn(key));
        Optional<Spending> before = told(key);
        var judged = Budgets.judge(budget, before, spent, prices.at(asOf), asOf);
        if (before.isEmpty() || !saysTheSame(before.get(), judged.spending())) {
            stores.told().put(key, wire.encode(Topics.SPENDING, judged.spending()));
            publish.record(Topics.SPENDING, key, judged.spending());
        }
        judged.alerts().forEach(alert -> publish.record(Topics.ALERTS, key, alert));
    }

    /// But for what time alone changes.
    private static boolean saysTheSame(Spending before, Spending now) {
        return now.equals(Spending.newBuilder(before)
                .setBurnPerHourNanos(now.getBurnPerHourNanos())
                .setForecastNanos(now.getForecastNanos())
                .setAsOf(now.getAsOf())
                .build());
    }

    private Optional<Spending> told(String key) {
        return Optional.ofNullable(stores.told().get(key)).map(told -> wire.decode(told, Spending.class));
    }
}
