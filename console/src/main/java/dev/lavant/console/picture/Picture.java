package dev.lavant.console.picture;

import dev.lavant.schemas.Budget;
import dev.lavant.schemas.DecidedLetter;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The platform as its topics tell it, bounded: fifteen minutes of points, the newest decisions, dead letters and
/// invocations of each function, and what today cost. One lock, this object; readers of topics and the ticker hold it
/// for microseconds.
public final class Picture {
    private static final int EVERYWHERE = 100;
    private static final int INVOCATIONS_A_TICK = 20;
    private static final FunctionRow.Hosts NONE = new FunctionRow.Hosts(0, 0, 0, 0, 0);

    private final Map<String, FunctionPicture> functions = new TreeMap<>();
    private final Lives lives = new Lives();
    private final Money money = new Money();
    private final Leader leader = new Leader();
    private final History history = new History();
    private final Tenants tenants = new Tenants();
    private final Budgets budgets = new Budgets();
    private final Acts acts = new Acts();
    private final Fates fates = new Fates();
    private final Map<String, String> owners = new HashMap<>(); // also of functions that were removed
    private final Newest<Decided> decisions = new Newest<>(EVERYWHERE);
    private final Newest<DeadLetter> letters = new Newest<>(EVERYWHERE);
    private final Newest<Work.Committed> committed = new Newest<>(EVERYWHERE);
    private List<Part> parts = List.of();
    private Map<String, FunctionRow> shown = new TreeMap<>();
    private Totals totals = Totals.of(List.of(), money.all(Instant.EPOCH, history));
    private Instant shownAt = Instant.EPOCH;
    private final Fresh fresh = new Fresh();

    /// What came since the last tick.
    private static final class Fresh {
        private final Newest<Decided> decisions = new Newest<>(EVERYWHERE);
        private final Newest<DeadLetter> letters = new Newest<>(EVERYWHERE);
        private final Newest<Work.Committed> committed = new Newest<>(INVOCATIONS_A_TICK);

        private void forget(String function) {
            decisions.removeIf(it -> it.function().equals(function));
            letters.removeIf(it -> it.function().equals(function));
            committed.removeIf(it -> it.usage().getFunction().equals(function));
        }

        private void clear() {
            decisions.clear();
            letters.clear();
            committed.clear();
        }
    }

    /// A function was deployed, or something about it changed.
    public synchronized void take(FunctionDeployment deployment) {
        String before = owners.put(deployment.getName(), deployment.getTenant());
        if (before != null && !before.equals(deployment.getTenant())) {
            forget(deployment.getName());
        }
        function(deployment.getName()).take(deployment);
    }

    /// Nobody sees of a function what it did for another tenant.
    private void forget(String name) {
        functions.remove(name);
        decisions.removeIf(it -> it.function().equals(name));
        letters.removeIf(it -> it.function().equals(name));
        committed.removeIf(it -> it.usage().getFunction().equals(name));
        fresh.forget(name);
    }

    /// A function was removed.
    public synchronized void removed(String name) {
        functions.remove(name);
    }

    /// Names of the functions that are deployed.
    public synchronized List<String> deployed() {
        return functions.entrySet().stream()
                .filter(function -> function.getValue().isDeployed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// A host says how it is.
    public synchronized void take(HostHeartbeat heartbeat) {
        lives.take(heartbeat);
    }

    /// A host has ended.
    public synchronized void ended(String hostId) {
        lives.gone(hostId);
    }

    /// Something was decided.
    public synchronized void take(ScalingDecision decision) {
        deployed(decision.getFunction()).flatMap(it -> it.take(decision)).ifPresent(decided -> {
            decisions.add(decided);
            fresh.decisions.add(decided);
        });
    }

    /// An autoscaler says that it leads.
    public synchronized void take(Instant at, ScalingLease lease) {
        leader.take(at, lease);
    }

    /// A statement, by its key in the topic.
    public synchronized void take(String key, Statement statement) {
        money.take(key, statement);
    }

    /// An event was committed.
    ///
    /// @param at append time
    public synchronized void take(Instant at, UsageRecord usage) {
        if (usage.getKind() != UsageKind.INVOCATION) {
            return;
        }
        var one = new Work.Committed(at, usage);
        deployed(usage.getFunction()).ifPresent(it -> it.work.take(one));
        committed.add(one);
        fresh.committed.add(one);
    }

    /// Something was done from this console.
    public synchronized void take(Act act) {
        acts.take(act);
    }

    /// A budget was set, by its key in the topic.
    public synchronized void take(String key, Budget budget) {
        budgets.take(key, budget);
    }

    /// A budget was removed.
    public synchronized void noBudget(String key) {
        budgets.removed(key);
    }

    /// How far a budget is used up, by its key in the topic.
    public synchronized void take(String key, Spending spending) {
        budgets.take(key, spending);
    }

    /// Something was done about a dead letter.
    public synchronized void take(DecidedLetter decided) {
        fates.take(decided);
        letters.list().stream()
                .filter(letter -> letter.function().equals(decided.getFunction())
                        && letter.letter().equals(decided.getLetter()))
                .forEach(letter -> fresh.letters.add(fates.known(letter)));
        letters.replaceAll(fates::known);
        deployed(decided.getFunction()).ifPresent(it -> it.letters.replaceAll(fates::known));
    }

    /// An event could not be handled.
    public synchronized void take(DeadLetter told) {
        DeadLetter letter = fates.known(told);
        deployed(letter.function()).ifPresent(it -> it.letters.add(letter));
        letters.add(letter);
        fresh.letters.add(letter);
    }

    /// What waits for each function.
    public synchronized void take(Instant at, Map<String, LagReading> lags) {
        lags.forEach((name, lag) -> deployed(name).ifPresent(it -> it.take(at, lag)));
    }

    /// How the parts of the platform do.
    public synchronized void take(List<Part> now) {
        parts = List.copyOf(now);
    }

    /// All topics were read up to where they ended at the start: what is not there is not missing.
    public synchronized void caughtUp() {
        money.known();
    }

    /// Looks at everything, and tells what is not as it was. At most once a second.
    public synchronized Tick tick(Instant now) {
        Map<String, FunctionRow> before = shown;
        shown = rows(now);
        shownAt = now;
        totals = Totals.of(shown.values(), money.all(now, history));
        history.add(Point.of(now, totals));
        tenants.look(now, shown.values(), money);
        var gone = new HashSet<>(before.keySet());
        gone.removeAll(shown.keySet());
        var tick = new Tick(
                now.toEpochMilli(),
                allParts(now),
                totals,
                shown.values().stream()
                        .filter(row -> !row.equals(before.get(row.name())))
                        .toList(),
                List.copyOf(gone),
                fresh.decisions.list(),
                fresh.letters.list(),
                invocations(fresh.committed),
                acts.fresh(),
                budgets.list(Sight.ALL));
        fresh.clear();
        return tick;
    }

    /// Everything, as it was at the last tick.
    public synchronized Snapshot snapshot() {
        return new Snapshot(
                shownAt.toEpochMilli(),
                allParts(shownAt),
                totals,
                List.copyOf(shown.values()),
                decisions.list(),
                letters.list(),
                invocations(committed),
                acts.list(),
                budgets.list(Sight.ALL));
    }

    /// What a viewer may see of everything, as it was at the last tick.
    public synchronized Snapshot snapshot(Sight sight) {
        return sight.tenant().map(tenant -> seen(snapshot(), tenant)).orElseGet(this::snapshot);
    }

    private Snapshot seen(Snapshot all, String tenant) {
        var seen = new Seen(tenant, owners);
        return new Snapshot(
                all.at(),
                all.parts(),
                totals(tenant),
                seen.rows(all.functions()),
                seen.decisions(all.decisions()),
                seen.letters(all.letters()),
                seen.invocations(all.invocations()),
                seen.acts(all.acts()),
                seen.budgets(all.budgets()));
    }

    /// What a tenant may see of the last tick.
    public synchronized Tick seen(Tick tick, String tenant) {
        var seen = new Seen(tenant, owners);
        return new Tick(
                tick.at(),
                tick.parts(),
                totals(tenant),
                seen.rows(tick.changed()),
                seen.names(tick.gone()),
                seen.decisions(tick.decisions()),
                seen.letters(tick.letters()),
                seen.invocations(tick.invocations()),
                seen.acts(tick.acts()),
                seen.budgets(tick.budgets()));
    }

    private Totals totals(String tenant) {
        return tenants.totals(tenant, money.ofTenant(tenant, shownAt, new History()));
    }

    /// Whose a function is that is deployed.
    public synchronized Optional<String> tenant(String function) {
        return deployed(function).flatMap(FunctionPicture::tenant);
    }

    /// What is kept of one function; nothing when it is not deployed.
    public synchronized Optional<Detail> detail(String name) {
        return deployed(name)
                .map(it -> new Detail(
                        it.history.list(), it.decisions(), it.letters.list(), it.work.newest(money.prices())));
    }

    /// What is kept of all that a viewer may see together.
    public synchronized Detail detail(Sight sight) {
        return sight.tenant().map(this::detailOf).orElseGet(this::detail);
    }

    private Detail detailOf(String tenant) {
        var seen = new Seen(tenant, owners);
        return new Detail(
                tenants.points(tenant),
                seen.decisions(decisions.list()),
                seen.letters(letters.list()),
                seen.invocations(invocations(committed)));
    }

    private Detail detail() {
        return new Detail(history.list(), decisions.list(), letters.list(), invocations(committed));
    }

    private List<Invocation> invocations(Newest<Work.Committed> some) {
        return some.list().stream()
                .map(one -> Invocation.of(one.at(), one.usage(), money.prices()))
                .toList();
    }

    private List<Part> allParts(Instant now) {
        var all = new ArrayList<>(parts);
        all.add(leader.part(now));
        return List.copyOf(all);
    }

    private Map<String, FunctionRow> rows(Instant now) {
        var living = lives.living(now);
        var rows = new TreeMap<String, FunctionRow>();
        functions.forEach((name, function) -> {
            var hosts = living.containsKey(name) ? Lives.counted(Objects.requireNonNull(living.get(name))) : NONE;
            function.row(now, hosts, money).ifPresent(row -> {
                rows.put(name, row);
                function.history.add(Point.of(now, row));
            });
        });
        return rows;
    }

    private FunctionPicture function(String name) {
        return functions.computeIfAbsent(name, _ -> new FunctionPicture());
    }

    private Optional<FunctionPicture> deployed(String name) {
        return Optional.ofNullable(functions.get(name));
    }
}
