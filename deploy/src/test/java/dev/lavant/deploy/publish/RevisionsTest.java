package dev.lavant.deploy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.deploy.Functions;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T10:00:00Z");

    private final FunctionDeployment first = nightly("0 3 * * *", "LATEST", "30s", MONDAY);

    @Test
    void a_scheduled_function_reads_the_topic_of_its_ticks() {
        assertThat(first.getSourceTopics()).containsExactly(Topics.ticks("nightly"));
        assertThat(first.getSchedule().getSince()).isEqualTo(MONDAY);
    }

    @Test
    void the_same_function_deployed_later_is_no_new_revision() {
        assertThat(next(nightly("0 3 * * *", "LATEST", "30s", TUESDAY))).isEqualTo(first);
    }

    @Test
    void a_schedule_goes_on_when_something_else_changes() {
        var slower = next(nightly("0 3 * * *", "LATEST", "60s", TUESDAY));
        var patient = next(nightly("0 3 * * *", "ALL", "30s", TUESDAY));

        assertThat(List.of(slower, patient)).allSatisfy(changed -> {
            assertThat(changed.getRevision()).isEqualTo(2);
            assertThat(changed.getSchedule().getSince())
                    .as("no tick is left out")
                    .isEqualTo(MONDAY);
        });
    }

    @Test
    void another_schedule_begins_when_it_is_deployed_and_so_has_missed_nothing() {
        var earlier = next(nightly("0 2 * * *", "LATEST", "30s", TUESDAY));

        assertThat(earlier.getRevision()).isEqualTo(2);
        assertThat(earlier.getSchedule().getSince()).isEqualTo(TUESDAY);
    }

    private FunctionDeployment next(FunctionDeployment wanted) {
        return Revisions.next(Map.of("nightly", first), wanted);
    }

    private static FunctionDeployment nightly(String cron, String missed, String timeout, Instant deployedAt) {
        var function = Functions.function("nightly", "", "");
        var settings = function.settings()
                .with(Setting.SCHEDULE_CRON, cron, Origin.ANNOTATION)
                .with(Setting.SCHEDULE_MISSED, missed, Origin.ANNOTATION)
                .with(Setting.TIMEOUT, timeout, Origin.ANNOTATION)
                .with(Setting.MAX_HOSTS, "4", Origin.DEFAULT);
        return Deployments.of(function.with(settings), "default", List.of(), deployedAt);
    }
}
