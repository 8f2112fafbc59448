package dev.lavant.autoscaler.decide;

import static dev.lavant.autoscaler.decide.Looks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Observation.Failures;
import dev.lavant.autoscaler.decide.Observation.Hosts;
import dev.lavant.autoscaler.decide.Observation.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every history: each seed is one function with one random life of some minutes.
class DeadlinePropertiesTest {
    private static final int LOOKS = 200;

    /// A look, what was remembered at it, and what was decided.
    private record Moment(Spec spec, Observation seen, State before, Decision decision) {}

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_size_is_within_its_bounds(int seed) {
        assertThat(life(seed)).allSatisfy(moment -> {
            int partitions = moment.seen().lag() instanceof Lag.Known known
                    ? known.partitions().size()
                    : Integer.MAX_VALUE;
            int useful = moment.spec().sharing() == Spec.Sharing.BY_EVENT ? Integer.MAX_VALUE : partitions;
            int allowed = Math.min(moment.spec().maxHosts(), useful);
            assertThat(moment.decision().desired())
                    .isBetween(0, Math.max(allowed, moment.seen().hosts().current()));
            assertThat(moment.decision().reason()).isNotBlank().doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_look_leads_to_the_same_decision(int seed) {
        assertThat(life(seed)).isEqualTo(life(seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void more_waiting_never_wants_fewer_hosts(int seed) {
        assertThat(life(seed)).allSatisfy(moment -> {
            if (moment.seen().lag() instanceof Lag.Known(List<Lag.Partition> partitions)) {
                int before = 0;
                for (long waiting : new long[] {0, 1, 10, 100, 1_000, 10_000, 1_000_000}) {
                    int desired = decideWith(moment, partitions, waiting);
                    assertThat(desired).isGreaterThanOrEqualTo(before);
                    before = desired;
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_unknown_holds_the_present_size(int seed) {
        assertThat(life(seed))
                .allSatisfy(moment -> assertThat(Deadline.decide(
                                        moment.spec(), with(moment.seen(), new Lag.Unknown("away")), moment.before())
                                .desired())
                        .isEqualTo(moment.seen().hosts().current()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_event_on_a_healthy_function_finds_a_host_or_wakes_one(int seed) {
        assertThat(life(seed))
                .filteredOn(moment -> moment.seen().failures().inARow() == 0)
                .filteredOn(moment -> moment.seen().lag() instanceof Lag.Known known && known.events() > 0)
                .allSatisfy(moment -> assertThat(moment.decision().desired()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_remembered_stays_small(int seed) {
        assertThat(life(seed)).allSatisfy(moment -> {
            assertThat(moment.decision().next().ends()).hasSizeLessThanOrEqualTo(62);
            assertThat(moment.decision().next().needs())
                    .hasSizeLessThanOrEqualTo(moment.spec().maxHosts() + 2);
            State.Learned learned = moment.decision().next().learned();
            assertThat(learned.habits().lulls()).hasSizeLessThanOrEqualTo(64);
            assertThat(learned.habits().wakes()).hasSizeLessThanOrEqualTo(16);
            assertThat(learned.asked()).hasSizeLessThanOrEqualTo(16);
            assertThat(learned.tracks()).hasSizeLessThanOrEqualTo(12);
        });
    }

    private static int decideWith(Moment moment, List<Lag.Partition> partitions, long waiting) {
        var lag = new ArrayList<Lag.Partition>();
        for (int p = 0; p < partitions.size(); p++) {
            Lag.Partition before = partitions.get(p);
            long share = Looks.share(waiting, p, partitions.size());
            lag.add(new Lag.Partition(before.topic(), p, before.end(), before.end() - share, before.logStart()));
        }
        return Deadline.decide(moment.spec(), with(moment.seen(), new Lag.Known(lag)), moment.before())
                .desired();
    }

    private static Observation with(Observation seen, Lag lag) {
        return new Observation(seen.at(), lag, seen.hosts(), seen.work(), seen.failures());
    }

    private static List<Moment> life(int seed) {
        var life = new Life(new Random(seed));
        var moments = new ArrayList<Moment>();
        State state = State.NONE;
        for (int i = 0; i < LOOKS; i++) {
            Observation seen = life.look();
            Decision decision = Deadline.decide(life.spec, seen, state);
            moments.add(new Moment(life.spec, seen, state, decision));
            state = decision.next();
            life.follow(decision.desired());
        }
        return moments;
    }

    /// Plays a function: arrivals come and go, hosts follow what was decided some looks later, or fail to.
    private static final class Life {
        private final Random random;
        private final Spec spec;
        private final int partitions;
        private long millis;
        private long appended;
        private long done;
        private int ready;
        private int starting;
        private int failures;

        private Life(Random random) {
            this.random = random;
            this.spec = spec(random);
            this.partitions = random.nextInt(1, 13);
        }

        private Observation look() {
            millis += random.nextInt(1, 1_500);
            appended += random.nextInt(4) == 0 ? random.nextInt(300) : 0;
            done = Math.min(appended, done + (long) ready * random.nextInt(20));
            return new Observation(
                    NOON.plusMillis(millis),
                    random.nextInt(20) == 0 ? new Lag.Unknown("away") : Looks.lag(done, appended - done, partitions),
                    new Hosts(ready, starting, 0, 0),
                    new Work(done, Duration.ofMillis(done * random.nextInt(1, 500)), random.nextInt(2)),
                    new Failures(failures, "exit code 1"));
        }

        private void follow(int desired) {
            int starts = Math.max(0, desired - ready);
            boolean works = random.nextInt(5) != 0;
            ready = Math.min(desired, works ? ready + starts : ready);
            starting = desired - ready;
            failures = works ? 0 : failures + starts;
        }
    }

    private static Spec spec(RandomGenerator random) {
        return new Spec(
                Spec.Wanted.RUNNING,
                random.nextBoolean() ? Spec.Sharing.BY_PARTITION : Spec.Sharing.BY_EVENT,
                random.nextInt(1, 20),
                random.nextInt(1, 8),
                Duration.ofMillis(random.nextInt(100, 60_000)),
                Duration.ofMillis(random.nextInt(5_000)),
                Duration.ofMillis(random.nextInt(20_000)),
                Duration.ofMillis(random.nextInt(40_000)));
    }
}
