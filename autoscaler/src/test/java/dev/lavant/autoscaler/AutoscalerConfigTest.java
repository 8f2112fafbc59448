package dev.lavant.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.schemas.wire.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerConfigTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             0 |  1 |  1 | autoscaler.tick must be above zero, was PT0S
             1 | -1 |  1 | autoscaler.keep-alive must not be negative, was PT-1S
             1 |  1 | -1 | autoscaler.down-window must not be negative, was PT-1S
            """)
    void what_cannot_be_is_refused_by_name(int tick, int keepAlive, int downWindow, String fault) {
        var programs = new HostPrograms(JAVA, List.of(Path.of("host.jar")), HostPrograms.HOST_MAIN);
        var connection = Connection.to("localhost:9092", URI.create("http://localhost:8081"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AutoscalerConfig(
                        connection,
                        Path.of("data"),
                        programs,
                        Duration.ofSeconds(tick),
                        Duration.ofSeconds(keepAlive),
                        Duration.ofSeconds(downWindow),
                        WarmHosts.NONE,
                        AutoscalerConfig.Succession.NEW_HOSTS,
                        Seat.ALONE,
                        AutoscalerConfig.UNBOUNDED))
                .withMessage(fault);
    }

    @Test
    void memory_of_nothing_is_refused_and_warm_hosts_take_theirs_of_what_there_is() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withMemory(0))
                .withMessage("autoscaler.memory must be at least 1 MiB, was 0");
        assertThat(withMemory(2_048).memoryForFunctions()).isEqualTo(1_536);
        assertThat(withMemory(AutoscalerConfig.UNBOUNDED).memoryForFunctions()).isEqualTo(AutoscalerConfig.UNBOUNDED);
    }

    private static AutoscalerConfig withMemory(long mib) {
        return new AutoscalerConfig(
                Connection.to("localhost:9092", URI.create("http://localhost:8081")),
                Path.of("data"),
                new HostPrograms(JAVA, List.of(Path.of("host.jar")), HostPrograms.HOST_MAIN),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                new WarmHosts(2, 256),
                AutoscalerConfig.Succession.NEW_HOSTS,
                Seat.ALONE,
                mib);
    }

    @Test
    void a_reserve_of_less_than_none_or_without_memory_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmHosts(-1, 256))
                .withMessage("autoscaler.warm-hosts must not be negative, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmHosts(1, 0))
                .withMessage("autoscaler.warm-memory must be at least 1 MiB, was 0");
    }

    @Test
    void hosts_that_cannot_be_started_are_refused_before_the_first_event() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostPrograms(Path.of("no/such/java"), List.of(Path.of("host.jar")), "Main"))
                .withMessage("autoscaler.java must be a program that can be run, was no/such/java");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostPrograms(JAVA, List.of(), "Main"))
                .withMessage("autoscaler.host-class-path must name the function host, was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostPrograms(JAVA, List.of(Path.of("host.jar")), " "))
                .withMessage("autoscaler.host-main-class must name a class, was blank");
    }
}
