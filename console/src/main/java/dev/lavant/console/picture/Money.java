package dev.lavant.console.picture;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What functions cost today, UTC, by their statements; also those that are no longer deployed.
final class Money {
    private static final Duration LATELY = Duration.ofSeconds(60);
    private static final long MINUTES_PER_HOUR = 60;

    private final Map<Whose, Bill> bills = new HashMap<>();
    private Optional<Prices> prices = Optional.empty();
    private String currency = "USD";
    private boolean known;

    private record Whose(String tenant, String function) {}

    void take(String key, Statement statement) {
        bills.computeIfAbsent(new Whose(statement.getTenant(), statement.getFunction()), _ -> new Bill())
                .take(key, statement);
        currency = statement.getCurrency();
        prices = Optional.of(Prices.of(statement));
    }

    /// From now on, no statement means no cost.
    void known() {
        known = true;
    }

    /// Those of the newest statement.
    Optional<Prices> prices() {
        return prices;
    }

    /// A function's bill.
    FunctionRow.Bill of(FunctionDeployment function, Instant now, History history) {
        Bill bill = bills.get(new Whose(function.getTenant(), function.getName()));
        Bill.Today today = bill == null ? new Bill.Today(0, 0, 0) : bill.today(now);
        return bill(today, now, history);
    }

    /// All bills together.
    FunctionRow.Bill all(Instant now, History history) {
        return sum(Sight.ALL, now, history);
    }

    /// All bills of a tenant.
    FunctionRow.Bill ofTenant(String tenant, Instant now, History history) {
        return sum(Sight.of(tenant), now, history);
    }

    private FunctionRow.Bill sum(Sight sight, Instant now, History history) {
        var today = bills.entrySet().stream()
                .filter(bill -> sight.sees(bill.getKey().tenant()))
                .map(bill -> bill.getValue().today(now))
                .reduce(new Bill.Today(0, 0, 0), Bill.Today::plus);
        return bill(today, now, history);
    }

    private FunctionRow.Bill bill(Bill.Today today, Instant now, History history) {
        Optional<Long> cost = known ? Optional.of(today.costNanos()) : Optional.empty();
        Optional<Long> aMinuteAgo =
                history.at(now.minus(LATELY).getEpochSecond()).flatMap(Point::costNanos);
        return new FunctionRow.Bill(
                cost,
                cost.flatMap(nanos -> aMinuteAgo
                        .map(before -> (nanos - before) * MINUTES_PER_HOUR)
                        .filter(perHour -> perHour >= 0)), // less than before: a new day
                currency,
                today.events(),
                today.deadLettered());
    }
}
