package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two functions that want three hosts each, and memory for three of 96 MiB, on a real broker.
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /// However slow the machine is.
    private static final int MORE_THAN_IS_DONE = 40_000;

    @TempDir
    Path folder;

    private final ScaledPlatform platform = new ScaledPlatform();
    private Autoscaler autoscaler;

    @AfterEach
    void stop() {
        autoscaler.close();
        platform.close();
    }

    @Test
    void what_one_has_is_shared_when_another_wakes_and_is_its_own_again_after_that() {
        autoscaler = platform.autoscaler(folder, Duration.ofMillis(200), Duration.ofSeconds(2), WarmHosts.NONE, 300);
        platform.deploy(Deployments.function("a").setHandlerMethod("40").build());
        platform.deploy(Deployments.function("b").setHandlerMethod("40").build());
        await().atMost(PATIENCE).until(() -> platform.decisions().size() >= 2);

        platform.send("a", MORE_THAN_IS_DONE);
        awaitHosts(Map.of("a", 3L));
        platform.send("b", 200);
        await().atMost(PATIENCE).until(() -> hosts().containsKey("b"));
        awaitHosts(Map.of("a", 3L));

        assertThat(platform.decisions())
                .filteredOn(decision -> decision.getCode() == ScalingCode.CAPPED_CLUSTER)
                .extracting(ScalingDecision::getReason)
                .anySatisfy(
                        reason -> assertThat(reason).contains("its share of 300 MiB, which 1 other function wants"));
    }

    private void awaitHosts(Map<String, Long> expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hosts())
                        .as(() -> "hosts after these decisions: " + platform.decisions())
                        .isEqualTo(expected));
    }

    private Map<String, Long> hosts() {
        assertThat(autoscaler.runningHosts()).as("hosts that fit").isLessThanOrEqualTo(3);
        return platform.hosts().values().stream()
                .collect(Collectors.groupingBy(HostHeartbeat::getFunction, Collectors.counting()));
    }
}
