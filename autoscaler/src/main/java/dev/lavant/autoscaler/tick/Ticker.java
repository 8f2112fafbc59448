package dev.lavant.autoscaler.tick;

import dev.lavant.schedule.Due;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each tick of each schedule once, while it is this autoscaler's turn. `docs/adr/0030` says why it is as it is.
///
/// One thread of its own. Whose turn it is decides only who tries: that no tick is lost or sent twice rests on
/// [TickLog] alone, so two that try at once do no harm.
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration SET_ASIDE = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Parts parts;
    private final Timetable timetable = new Timetable();
    private final Map<String, Instant> setAside = new HashMap<>();
    private final Map<Scheduled, Optional<Instant>> nexts = new HashMap<>(); // to work one out takes some 30 µs
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Optional<TickLog> log = Optional.empty();

    /// Who sends ticks.
    public enum Turn {
        /// This autoscaler, which leads.
        OURS,
        /// Another one.
        ANOTHERS,
        /// That cannot be told: whoever has done it goes on.
        UNKNOWN
    }

    /// What it works with.
    ///
    /// @param client Kafka client settings
    /// @param functions what is deployed, by name
    /// @param turn asked all the time
    /// @param clock whose time planned times are compared with
    public record Parts(
            Properties client,
            AvroWire wire,
            Supplier<Map<String, FunctionDeployment>> functions,
            Supplier<Turn> turn,
            InstantSource clock) {}

    /// It does nothing before [#start].
    public Ticker(Parts parts) {
        this.parts = parts;
        this.thread = Thread.ofVirtual().name("ticker").unstarted(this::run);
    }

    /// Begins to send.
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            Duration wait = look();
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = look();
            }
        } catch (InterruptedException _) {
            LOG.atDebug().log("ticker interrupted");
        } finally {
            giveUp();
        }
    }

    private Duration look() {
        try {
            return turn();
        } catch (RuntimeException failed) { // fenced, or no answer; also the registry's
            LOG.atWarn()
                    .addKeyValue("error", failed.toString())
                    .log("ticks not sent, trying again: none is lost, and none is sent twice");
            giveUp();
            return AFTER_FAILURE;
        }
    }

    private Duration turn() {
        Turn turn = parts.turn().get();
        Set<Scheduled> scheduled = timetable.running(parts.functions().get());
        if (turn == Turn.ANOTHERS) {
            giveUp();
        }
        if (log.isEmpty() && turn == Turn.OURS && !scheduled.isEmpty()) {
            log = Optional.of(TickLog.open(parts.client(), parts.wire()));
        }
        return log.map(open -> send(open, scheduled)).orElse(LOOK_EVERY);
    }

    /// Sends what is due and says how long nothing will be.
    private Duration send(TickLog open, Set<Scheduled> scheduled) {
        Instant now = parts.clock().instant();
        List<Scheduled> come = come(open, scheduled, now);
        if (come.isEmpty()) {
            return untilNext();
        }
        var due = new HashMap<String, Due>();
        come.forEach(one -> due.put(one.function(), one.due(open.progress(one.function()), now)));
        open.commit(due);
        due.forEach(Ticker::tell);
        come.forEach(nexts::remove);
        return Duration.ZERO;
    }

    /// Those whose next planned time has come.
    private List<Scheduled> come(TickLog open, Set<Scheduled> scheduled, Instant now) {
        nexts.keySet().retainAll(scheduled);
        return scheduled.stream()
                .filter(one -> nexts.computeIfAbsent(one, it -> it.next(open.progress(it.function())))
                        .filter(next -> !next.isAfter(now))
                        .isPresent())
                .filter(one -> taken(open, one.function(), now))
                .toList();
    }

    /// One function whose topic is gone must not hold up the others.
    private boolean taken(TickLog open, String function, Instant now) {
        if (setAside.getOrDefault(function, Instant.MIN).isAfter(now)) {
            return false;
        }
        setAside.remove(function);
        if (open.takes(function)) {
            return true;
        }
        setAside.put(function, now.plus(SET_ASIDE));
        LOG.atError()
                .addKeyValue("function", function)
                .log("the topic of its ticks is not there, so none is sent: deploy the function again");
        return false;
    }

    private static void tell(String function, Due due) {
        if (!due.passedOver().isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("function", function)
                    .addKeyValue("ticks", due.passedOver().size())
                    .addKeyValue("from", due.passedOver().getFirst())
                    .addKeyValue("to", due.passedOver().getLast())
                    .log("ticks were missed and are passed over, as schedule.missed says");
        }
    }

    private Duration untilNext() {
        Instant now = parts.clock().instant();
        return nexts.entrySet().stream()
                .filter(next -> !setAside.containsKey(next.getKey().function()))
                .flatMap(next -> next.getValue().stream())
                .map(next -> Duration.between(now, next).plusMillis(1))
                .filter(wait -> wait.compareTo(LOOK_EVERY) < 0)
                .min(Duration::compareTo)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(LOOK_EVERY);
    }

    private void giveUp() {
        log.ifPresent(TickLog::close);
        log = Optional.empty();
        nexts.clear();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
