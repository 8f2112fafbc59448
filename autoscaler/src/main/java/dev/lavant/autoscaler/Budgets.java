package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.decide.Allowance;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Life;
import dev.lavant.autoscaler.decide.Purse;
import dev.lavant.autoscaler.decide.Scene;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.Spending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What budgets with a hard limit leave to functions. Owned by the control loop's thread.
final class Budgets {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Supplier<Told> told;
    private final HostDriver driver;
    private final List<Gone> gone = new ArrayList<>();
    private final Map<String, Progress> progress = new HashMap<>();

    /// @param told what billing has said last
    Budgets(Supplier<Told> told, HostDriver driver) {
        this.told = told;
        this.driver = driver;
    }

    /// What billing says of budgets.
    ///
    /// @param asOf up to then all usage is in it
    record Told(Instant asOf, Collection<Spending> budgets) {
        private Stream<Spending> of(FunctionDeployment function) {
            return budgets.stream()
                    .filter(budget -> budget.getOnLimit() == OnLimit.PAUSE && budget.getLimitNanos() >= 0)
                    .filter(budget -> isFor(budget, function));
        }
    }

    private record Gone(Host host, Instant at) {}

    private static boolean isFor(Spending budget, FunctionDeployment function) {
        return budget.getTenant().equals(function.getTenant())
                && (budget.getFunction().isEmpty() || budget.getFunction().equals(function.getName()));
    }

    /// The most hosts that a function may have.
    Allowance allowance(FunctionDeployment function, Lag lag, Instant now) {
        Told newest = told.get();
        List<Spending> mine = newest.of(function).toList();
        if (mine.isEmpty()) {
            progress.remove(function.getName());
            return Allowance.UNBOUNDED;
        }
        if (lag instanceof Lag.Known known) {
            progress.computeIfAbsent(function.getName(), _ -> new Progress()).note(now, known.end() - known.events());
        }
        gone.removeIf(host -> host.at().isBefore(newest.asOf()));
        return mine.stream()
                .map(budget -> purse(budget, newest.asOf())
                        .allows(life(function, now, now, Life.Phase.WORKS), scene(budget, function, now)))
                .reduce(Allowance.UNBOUNDED, Allowance::and);
    }

    /// The budget of a function that has the least left.
    Optional<Spending> tightest(FunctionDeployment function) {
        return told.get()
                .of(function)
                .min(Comparator.comparingLong(budget -> budget.getLimitNanos() - budget.getSpentNanos()));
    }

    /// What it used last may not be metered yet.
    void ended(Host host, Instant now) {
        if (told.get().of(host.launch().deployment()).findAny().isPresent()) {
            gone.add(new Gone(host, now));
        }
    }

    /// Forgets those that are no longer deployed.
    void keepOnly(Collection<String> functions) {
        progress.keySet().retainAll(functions);
    }

    private static Purse purse(Spending budget, Instant asOf) {
        return new Purse(
                budget.getFunction().isEmpty() ? budget.getTenant() : budget.getTenant() + "/" + budget.getFunction(),
                budget.getPeriod(),
                budget.getCurrency(),
                budget.getLimitNanos(),
                budget.getSpentNanos(),
                asOf,
                new Purse.Rates(budget.getGibSecondNanos(), budget.getCpuSecondNanos(), budget.getEventNanos()));
    }

    private Scene scene(Spending budget, FunctionDeployment function, Instant now) {
        var lives = new ArrayList<Life>();
        driver.hosts().stream()
                .filter(host -> isFor(budget, host.launch().deployment()))
                .map(host -> life(host.launch().deployment(), host.startedAt(), now, working(host, function)))
                .forEach(lives::add);
        gone.stream()
                .filter(host -> isFor(budget, host.host().launch().deployment()))
                .map(host ->
                        life(host.host().launch().deployment(), host.host().startedAt(), host.at(), Life.Phase.ENDED))
                .forEach(lives::add);
        Instant asOf = told.get().asOf();
        return new Scene(
                lives,
                progress.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().since(asOf))));
    }

    private static Life.Phase working(Host host, FunctionDeployment function) {
        boolean older = host.function().equals(function.getName()) && host.revision() != function.getRevision();
        return host.draining() || older ? Life.Phase.FINISHES : Life.Phase.WORKS;
    }

    private static Life life(FunctionDeployment function, Instant from, Instant until, Life.Phase phase) {
        int processors = Math.min(function.getConcurrency(), PROCESSORS);
        return new Life(function.getName(), function.getMemoryMib(), processors, from, until, phase);
    }
}
