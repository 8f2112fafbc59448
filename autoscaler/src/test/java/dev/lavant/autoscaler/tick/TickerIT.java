package dev.lavant.autoscaler.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.Deployments;
import dev.lavant.autoscaler.Ticks;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.MissedTicks;
import dev.lavant.schemas.ScheduleProgress;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tickers on a real broker.
class TickerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant HALF_PAST_TWELVE = Instant.parse("2026-11-23T12:30:00Z");

    private static LocalPlatform platform;

    private final AtomicReference<Map<String, FunctionDeployment>> deployed = new AtomicReference<>(Map.of());

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        platform.createTopic(Topics.SCHEDULES, 1, Map.of("cleanup.policy", "compact"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    /// Each fences the other again and again.
    @Test
    void two_that_both_think_it_is_their_turn_send_each_tick_once() {
        Instant since = Instant.now();
        deploy(function("every-second", Duration.ofSeconds(1), MissedTicks.ALL, since));

        try (var one = ticker(InstantSource.system());
                var other = ticker(InstantSource.system())) {
            one.start();
            other.start();
            await().atMost(PATIENCE).until(() -> ticks("every-second").size() >= 5);
        }

        assertThat(ticks("every-second"))
                .isEqualTo(seconds(since, ticks("every-second").size()));
    }

    @Test
    void what_was_missed_is_sent_as_was_said_and_a_function_that_cannot_have_ticks_holds_up_no_other() {
        Instant since = HALF_PAST_TWELVE.minus(Duration.ofHours(3));
        var hour = Duration.ofHours(1);
        deploy(
                function("latest", hour, MissedTicks.LATEST, since),
                function("all", hour, MissedTicks.ALL, since),
                function("none", hour, MissedTicks.NONE, since),
                unreadable(function("unreadable", hour, MissedTicks.ALL, since)),
                FunctionDeployment.newBuilder(function("paused", hour, MissedTicks.ALL, since))
                        .setPaused(true)
                        .build());
        Map<String, FunctionDeployment> withTopics = deployed.get();
        deployed.set(with(function("without-topic", hour, MissedTicks.ALL, since)));
        tickUntil("none");

        deployed.set(withTopics);
        deploy(function("later", hour, MissedTicks.ALL, since));
        tickUntil("later"); // this start finds nothing left to send of the others

        assertThat(ticks("latest")).containsExactly(at(12));
        assertThat(ticks("all")).containsExactly(at(10), at(11), at(12));
        assertThat(ticks("none")).isEmpty();
        assertThat(progress())
                .containsEntry("all", new ScheduleProgress("all", at(12), at(12)))
                .containsEntry("none", new ScheduleProgress("none", at(12), null))
                .doesNotContainKeys("unreadable", "paused", "without-topic");
    }

    private void tickUntil(String dealtWith) {
        try (var ticker = ticker(InstantSource.fixed(HALF_PAST_TWELVE))) {
            ticker.start();
            await().atMost(PATIENCE).until(() -> progress().containsKey(dealtWith));
        }
    }

    private Ticker ticker(InstantSource clock) {
        return new Ticker(new Ticker.Parts(
                platform.connection().properties(), platform.wire(), deployed::get, () -> Ticker.Turn.OURS, clock));
    }

    private void deploy(FunctionDeployment... functions) {
        for (FunctionDeployment function : functions) {
            platform.createTopic(Topics.ticks(function.getName()), 1);
        }
        deployed.set(with(functions));
    }

    /// Those that are deployed and some more.
    private Map<String, FunctionDeployment> with(FunctionDeployment... more) {
        return Stream.concat(deployed.get().values().stream(), Stream.of(more))
                .collect(Collectors.toMap(FunctionDeployment::getName, Function.identity()));
    }

    private static FunctionDeployment function(String name, Duration every, MissedTicks missed, Instant since) {
        return Deployments.function(name)
                .setSchedule(DeployedSchedule.newBuilder()
                        .setEveryMillis(every.toMillis())
                        .setMissed(missed)
                        .setSince(since)
                        .build())
                .build();
    }

    private static FunctionDeployment unreadable(FunctionDeployment function) {
        var schedule = DeployedSchedule.newBuilder(function.getSchedule())
                .setEveryMillis(0)
                .setCron("whenever")
                .build();
        return FunctionDeployment.newBuilder(function).setSchedule(schedule).build();
    }

    private static List<Instant> ticks(String function) {
        return Ticks.of(function, platform.connection().properties());
    }

    private static Map<String, ScheduleProgress> progress() {
        try (var topic = CompactedTopic.follow(
                Topics.SCHEDULES,
                platform.wire().deserializer(ScheduleProgress.class),
                platform.connection().properties(),
                _ -> {})) {
            return topic.values();
        }
    }

    private static List<Instant> seconds(Instant after, int count) {
        return Stream.iterate(Instant.ofEpochSecond(after.getEpochSecond() + 1), time -> time.plusSeconds(1))
                .limit(count)
                .toList();
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-11-23T" + hour + ":00:00Z");
    }
}
