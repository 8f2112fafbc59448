package dev.lavant.console.picture;

import dev.lavant.console.picture.FunctionRow.Described;
import dev.lavant.console.picture.FunctionRow.Hosts;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One function: what was deployed, what was decided, what waits, what it did.
final class FunctionPicture {
    private static final int DECISIONS = 60;
    private static final int LETTERS = 20;

    final Work work = new Work();
    final History history = new History();
    final Newest<DeadLetter> letters = new Newest<>(LETTERS);
    private final Newest<Decided> decisions = new Newest<>(DECISIONS);
    private final OldestEvent oldest = new OldestEvent();
    private LagReading lag = new LagReading.Unknown("not read yet");
    private @Nullable FunctionDeployment deployed;
    private @Nullable ScalingDecision decision;

    void take(FunctionDeployment deployment) {
        deployed = deployment;
    }

    /// Whose it is; nothing when it is not deployed.
    Optional<String> tenant() {
        return Optional.ofNullable(deployed).map(FunctionDeployment::getTenant);
    }

    boolean isDeployed() {
        return deployed != null;
    }

    void take(Instant at, LagReading reading) {
        lag = reading;
        if (reading instanceof LagReading.Known(List<LagReading.Partition> partitions)) {
            oldest.take(at, partitions);
        }
    }

    /// Gives it for people, unless it only says again what the one before said.
    Optional<Decided> take(ScalingDecision now) {
        ScalingDecision before = decision;
        decision = now;
        if (before != null && before.getDesired() == now.getDesired() && before.getCode() == now.getCode()) {
            return Optional.empty();
        }
        var decided = Decided.of(now, before == null ? -1 : before.getDesired());
        decisions.add(decided);
        return Optional.of(decided);
    }

    List<Decided> decisions() {
        return decisions.list();
    }

    /// As it stands; nothing when it is not deployed.
    Optional<FunctionRow> row(Instant now, Hosts hosts, Money money) {
        return Optional.ofNullable(deployed)
                .map(function -> row(function, now, hosts, money.of(function, now, history)));
    }

    private FunctionRow row(FunctionDeployment function, Instant now, Hosts hosts, FunctionRow.Bill bill) {
        Optional<ScalingDecision> last = Optional.ofNullable(decision);
        Optional<OldestEvent.Age> age = waiting().filter(events -> events > 0).flatMap(_ -> oldest.age());
        return new FunctionRow(
                described(function),
                state(function, hosts),
                hosts,
                last.map(ScalingDecision::getDesired),
                last.map(it -> it.getCode().name()),
                last.map(ScalingDecision::getReason),
                last.map(it -> it.getDecidedAt().toEpochMilli()),
                waiting(),
                lag instanceof LagReading.Unknown(String why) ? Optional.of(why) : Optional.empty(),
                age.map(since -> since.at(now)).map(Duration::toMillis).map(millis -> Math.max(0, millis)),
                age.map(OldestEvent.Age::atLeast).orElse(false),
                work.rate(now),
                work.failing(now),
                work.p50Micros(now),
                work.p99Micros(now),
                work.coldStarts(now),
                bill);
    }

    private Optional<Long> waiting() {
        return switch (lag) {
            case LagReading.Known known -> Optional.of(known.waiting());
            case LagReading.Unknown _ -> Optional.empty();
        };
    }

    private String state(FunctionDeployment function, Hosts hosts) {
        if (function.getPaused()) {
            return "paused";
        }
        if (hosts.live() > 0) {
            return hosts.ready() > 0 ? "active" : "starting";
        }
        return waiting().filter(events -> events > 0).isPresent() ? "waiting" : "idle";
    }

    private static Described described(FunctionDeployment function) {
        return new Described(
                function.getName(),
                function.getRevision(),
                function.getTenant(),
                function.getDescription(),
                List.copyOf(function.getSourceTopics()),
                Optional.ofNullable(function.getFilter()),
                List.copyOf(function.getOutputTopics()),
                function.getOrdering().name(),
                function.getMaxHosts(),
                function.getMemoryMib(),
                function.getConcurrency(),
                function.getTargetLatencyMillis(),
                function.getMaxAttempts());
    }
}
