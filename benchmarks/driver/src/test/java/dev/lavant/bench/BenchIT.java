package dev.lavant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Running.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The benchmarks start what they measure; how fast that is, no test says.
class BenchIT {
    private static final int EVENTS = 2_000;
    private static final int PARTITIONS = 6;
    private static final Work NOTHING = new Work("noop", 0, 4);

    @Test
    void a_plain_client_and_the_function_host_each_work_off_the_whole_backlog() {
        try (var bench = Bench.start(new Programs(Path.of(System.getProperty("lavant.home"))))) {
            bench.makeTopic("events", PARTITIONS, Map.of());
            new Preload(EVENTS, 100, 100).into("events", PARTITIONS, bench.properties());
            var drain = new Drain(new Source("events", PARTITIONS), EVENTS, Duration.ofSeconds(30));

            assertThat(drain.of(Contenders.rawTransactional(500), NOTHING, bench)
                            .complete())
                    .isTrue();
            assertThat(drain.of(Contenders.lavant(), NOTHING, bench).complete()).isTrue();
        }
    }
}
