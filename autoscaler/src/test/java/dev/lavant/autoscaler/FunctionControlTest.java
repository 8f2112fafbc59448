package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostDriver;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.HostLaunch.Company;
import dev.lavant.schemas.wire.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionControlTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final FunctionDeployment KEYED = Deployments.function("f").build();
    private static final FunctionDeployment UNORDERED =
            Deployments.function("f").setOrdering(EventOrdering.NONE).build();

    private final PaperHosts driver = new PaperHosts();
    private final FunctionControl control = new FunctionControl(config(), driver, new HostReports());

    @Test
    void while_hosts_run_a_share_group_has_undone_nothing_and_without_hosts_it_may_have() {
        var _ = control.step(UNORDERED, lag(546, 0), NOON);
        assertThat(driver.launched).hasSize(1);

        assertThat(waiting(UNORDERED, lag(546, 546), 1)).isZero();
        assertThat(waiting(UNORDERED, lag(546, 351), 2)).isZero();
        assertThat(waiting(UNORDERED, lag(550, 351), 3)).isEqualTo(4);

        driver.end(Parting.CLEAN).forEach(control::ended);
        assertThat(waiting(UNORDERED, lag(550, 351), 4)).isEqualTo(199);
    }

    @Test
    void what_a_consumer_group_has_committed_is_taken_as_told() {
        var _ = control.step(KEYED, lag(546, 0), NOON);

        assertThat(waiting(KEYED, lag(546, 546), 1)).isZero();
        assertThat(waiting(KEYED, lag(546, 351), 2)).isEqualTo(195);
    }

    @Test
    void a_host_that_wakes_a_function_is_told_of_a_clean_end_and_of_no_other() {
        var _ = control.step(KEYED, lag(1, 0), NOON);
        driver.end(Parting.CLEAN).forEach(control::ended);
        var _ = control.step(KEYED, lag(2, 1), NOON.plusSeconds(1));
        driver.end(Parting.ABRUPT).forEach(control::ended);
        var _ = control.step(KEYED, lag(3, 1), NOON.plusSeconds(2));

        assertThat(driver.launched)
                .extracting(HostLaunch::company)
                .containsExactly(Company.ALONE, Company.AFTER_A_CLEAN_END, Company.ALONE);
    }

    private long waiting(FunctionDeployment function, Lag lag, int second) {
        Lag seen = control.step(function, lag, NOON.plusSeconds(second)).seen().lag();
        return ((Lag.Known) seen).events();
    }

    private static Lag lag(long end, long committed) {
        return new Lag.Known(List.of(new Lag.Partition("in", 0, end, committed, 0)));
    }

    private static AutoscalerConfig config() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new AutoscalerConfig(
                Connection.to("localhost:1", URI.create("http://localhost:1")),
                Path.of("unused"),
                new HostPrograms(java, List.of(Path.of("host.jar")), HostPrograms.HOST_MAIN),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                WarmHosts.NONE,
                AutoscalerConfig.Succession.NEW_HOSTS);
    }

    /// Hosts that are written down.
    private static final class PaperHosts implements HostDriver {
        private final List<HostLaunch> launched = new ArrayList<>();
        private final List<Host> living = new ArrayList<>();

        List<HostEnd> end(Parting parting) {
            List<HostEnd> ends = living.stream()
                    .map(host -> new Host(host.launch(), host.startedAt(), parting == Parting.CLEAN))
                    .map(host -> new HostEnd(host, parting, "as told"))
                    .toList();
            living.clear();
            return ends;
        }

        @Override
        public void start(HostLaunch launch) {
            launched.add(launch);
            living.add(new Host(launch, NOON, false));
        }

        @Override
        public void prepare() {}

        @Override
        public void drain(String hostId) {}

        @Override
        public void hand(HostLaunch launch) {}

        @Override
        public List<Host> hosts() {
            return List.copyOf(living);
        }

        @Override
        public List<HostEnd> ended() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
