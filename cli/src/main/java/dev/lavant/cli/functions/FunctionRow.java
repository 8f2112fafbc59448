package dev.lavant.cli.functions;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// One function as `lavant ls` shows it.
///
/// @param hosts that have sent a heartbeat lately and have not stopped
/// @param ready those of them that take events
/// @param events done since the first deploy, dead letters included
/// @param failedAttempts that threw or ran out of time, since the first deploy
/// @param costNanos since the first deploy, 1e-9 of the currency
record FunctionRow(
        String name,
        int revision,
        String tenant,
        int hosts,
        int ready,
        int maxHosts,
        Lag lag,
        long events,
        long deadLetters,
        long failedAttempts,
        long costNanos,
        String currency,
        Pause pause) {

    /// Whether an operator has stopped it.
    enum Pause {
        RUNS,
        PAUSED
    }

    /// A host says each second that it lives; one that was killed is not counted after this time.
    private static final Duration HEARTBEAT_IS_FRESH = Duration.ofSeconds(10);

    private static final String DEFAULT_CURRENCY = "USD";

    static final Listing<FunctionRow> LISTING = new Listing<>(
            Column.text("NAME", "name", FunctionRow::name),
            Column.number("REV", "revision", row -> (long) row.revision()),
            Column.field("tenant", FunctionRow::tenant),
            Column.text("STATE", "state", FunctionRow::state),
            Column.seen("HOSTS", Aligned.RIGHT, row -> row.ready() + "/" + row.maxHosts()),
            Column.field("hosts", FunctionRow::hosts),
            Column.field("hostsReady", FunctionRow::ready),
            Column.field("hostsMax", FunctionRow::maxHosts),
            Column.seen(
                    "LAG",
                    Aligned.RIGHT,
                    row -> row.waiting().map(Object::toString).orElse("?")),
            Column.field("lag", FunctionRow::waiting),
            Column.number("EVENTS", "events", FunctionRow::events),
            Column.number("ERR", "failedAttempts", FunctionRow::failedAttempts),
            Column.field("deadLetters", FunctionRow::deadLetters),
            Column.seen("COST", Aligned.RIGHT, row -> Money.shown(row.costNanos(), row.currency())),
            Column.field("costNanos", FunctionRow::costNanos),
            Column.field("currency", FunctionRow::currency));

    /// Puts together what the topics say of a function.
    ///
    /// @param hosts heartbeats of all functions
    /// @param statements of all functions
    static FunctionRow of(
            FunctionDeployment function,
            Lag lag,
            Collection<HostHeartbeat> hosts,
            Collection<Statement> statements,
            Instant now) {
        List<HostHeartbeat> alive = hosts.stream()
                .filter(host -> host.getFunction().equals(function.getName()))
                .filter(host -> host.getPhase() != HostPhase.STOPPED)
                .filter(host -> host.getAt().plus(HEARTBEAT_IS_FRESH).isAfter(now))
                .toList();
        List<Statement> bill = statements.stream()
                .filter(hour -> hour.getFunction().equals(function.getName()))
                .toList();
        long attempts = sum(bill, Statement::getAttempts);
        return new FunctionRow(
                function.getName(),
                function.getRevision(),
                function.getTenant(),
                alive.size(),
                (int) alive.stream()
                        .filter(host -> host.getPhase() == HostPhase.READY)
                        .count(),
                function.getMaxHosts(),
                lag,
                sum(bill, Statement::getEvents),
                sum(bill, Statement::getDeadLettered),
                // each success took one attempt that did not fail
                Math.max(0, attempts - sum(bill, Statement::getSucceeded)),
                sum(bill, Statement::getCostNanos),
                bill.isEmpty() ? DEFAULT_CURRENCY : bill.getLast().getCurrency(),
                function.getPaused() ? Pause.PAUSED : Pause.RUNS);
    }

    private String state() {
        if (pause == Pause.PAUSED) {
            return "paused";
        }
        return hosts > 0 ? "active" : "idle";
    }

    private Optional<Long> waiting() {
        return switch (lag) {
            case Lag.Known(long waiting) -> Optional.of(waiting);
            case Lag.Unknown _ -> Optional.empty();
        };
    }

    private static long sum(List<Statement> bill, ToLongFunction<Statement> quantity) {
        return bill.stream().mapToLong(quantity).reduce(0, Math::addExact);
    }
}
