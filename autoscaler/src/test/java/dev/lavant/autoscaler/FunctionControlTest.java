package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.decide.Allowance;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.HostReports;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.HostLaunch.Company;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionControlTest {
    private static final Memory UNBOUNDED = new Memory(AutoscalerConfig.UNBOUNDED);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final FunctionDeployment KEYED = Deployments.function("f").build();
    private static final FunctionDeployment UNORDERED =
            Deployments.function("f").setOrdering(EventOrdering.NONE).build();

    private final PaperHosts driver = new PaperHosts(NOON);
    private final FunctionControl control = driver.control(new HostReports(), Recollection.NONE);

    @Test
    void while_hosts_run_a_share_group_has_undone_nothing_and_without_hosts_it_may_have() {
        var _ = control.step(UNORDERED, lag(546, 0), UNBOUNDED, Allowance.UNBOUNDED, NOON);
        assertThat(driver.launched()).hasSize(1);

        assertThat(waiting(UNORDERED, lag(546, 546), 1)).isZero();
        assertThat(waiting(UNORDERED, lag(546, 351), 2)).isZero();
        assertThat(waiting(UNORDERED, lag(550, 351), 3)).isEqualTo(4);

        driver.end(Parting.CLEAN).forEach(control::ended);
        assertThat(waiting(UNORDERED, lag(550, 351), 4)).isEqualTo(199);
    }

    @Test
    void what_a_consumer_group_has_committed_is_taken_as_told() {
        var _ = control.step(KEYED, lag(546, 0), UNBOUNDED, Allowance.UNBOUNDED, NOON);

        assertThat(waiting(KEYED, lag(546, 546), 1)).isZero();
        assertThat(waiting(KEYED, lag(546, 351), 2)).isEqualTo(195);
    }

    @Test
    void a_host_that_wakes_a_function_is_told_of_a_clean_end_and_of_no_other() {
        var _ = control.step(KEYED, lag(1, 0), UNBOUNDED, Allowance.UNBOUNDED, NOON);
        driver.end(Parting.CLEAN).forEach(control::ended);
        var _ = control.step(KEYED, lag(2, 1), UNBOUNDED, Allowance.UNBOUNDED, NOON.plusSeconds(1));
        driver.end(Parting.ABRUPT).forEach(control::ended);
        var _ = control.step(KEYED, lag(3, 1), UNBOUNDED, Allowance.UNBOUNDED, NOON.plusSeconds(2));

        assertThat(driver.launched())
                .extracting(HostLaunch::company)
                .containsExactly(Company.ALONE, Company.AFTER_A_CLEAN_END, Company.ALONE);
    }

    private long waiting(FunctionDeployment function, Lag lag, int second) {
        Lag seen = control.step(function, lag, UNBOUNDED, Allowance.UNBOUNDED, NOON.plusSeconds(second))
                .seen()
                .lag();
        return ((Lag.Known) seen).events();
    }

    private static Lag lag(long end, long committed) {
        return new Lag.Known(List.of(new Lag.Partition("in", 0, end, committed, 0)));
    }
}
