package dev.lavant.autoscaler.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.ScalingMemory;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Candidates on a real broker.
class LeadershipIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalPlatform platform = LocalPlatform.start();

    @BeforeEach
    void topics() {
        platform.createTopic(Topics.SCALING_LEADER, 1);
        platform.createTopic(Topics.SCALING_STATE, 1, Map.of("cleanup.policy", "compact"));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void the_next_leads_at_once_when_one_ends_and_knows_what_that_one_knew() {
        try (var first = candidate(Seat.SHARED, "first");
                var second = candidate(Seat.SHARED, "second")) {
            long epoch = awaitLeading(first);
            awaitFollowing(second);

            first.release(Map.of("f", Optional.of(memory("f")), "gone", Optional.empty()));
            assertThat(first.proven()).isFalse();

            assertThat(awaitLeading(second)).isGreaterThan(epoch);
            assertThat(second.handedOn()).isEqualTo(Map.of("f", memory("f")));
        }
    }

    @Test
    void one_that_was_overtaken_finds_out_at_its_next_proof_and_hands_on_nothing() {
        try (var first = candidate(Seat.SHARED, "first");
                var second = candidate(Seat.ALONE, "second")) {
            long epoch = awaitLeading(first);
            assertThat(awaitLeading(second)).isGreaterThan(epoch);

            await().atMost(PATIENCE)
                    .until(() ->
                            first.stand(() -> Map.of("f", Optional.of(memory("f")))) instanceof Standing.Following);

            assertThat(first.proven()).isFalse();
            assertThat(second.handedOn()).isEmpty();
        }
    }

    @Test
    void without_its_topic_nobody_can_lead_and_it_says_what_to_type() throws Exception {
        platform.admin().deleteTopics(List.of(Topics.SCALING_LEADER)).all().get();

        assertThatIllegalStateException()
                .isThrownBy(() -> candidate(Seat.SHARED, "first"))
                .withMessage("topic lavant.scaling.leader does not exist, so nobody can lead: lavant deploy makes the"
                        + " topics of the platform");
    }

    private Leadership candidate(Seat seat, String name) {
        return new Leadership(platform.connection().properties(), platform.wire(), seat, name);
    }

    private static long awaitLeading(Leadership one) {
        await().atMost(PATIENCE).until(() -> one.stand(Map::of) instanceof Standing.Leading);
        return ((Standing.Leading) one.stand(Map::of)).epoch();
    }

    private static void awaitFollowing(Leadership one) {
        await().atMost(PATIENCE).until(() -> one.stand(Map::of) instanceof Standing.Following);
    }

    private static ScalingMemory memory(String function) {
        return ScalingMemory.newBuilder()
                .setFunction(function)
                .setRememberedAt(Instant.EPOCH)
                .setEnds(List.of())
                .setNeeds(List.of())
                .setLulls(List.of(3.5))
                .setWakes(List.of(7L))
                .setStartMillis(List.of(900L))
                .build();
    }
}
