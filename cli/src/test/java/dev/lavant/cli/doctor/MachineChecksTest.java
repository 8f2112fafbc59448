package dev.lavant.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.cli.doctor.Finding.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {
    @TempDir
    Path folder;

    @Test
    void an_old_java_fails_and_a_runtime_without_compiler_warns() throws Exception {
        assertThat(MachineChecks.java(Runtime.Version.parse("17.0.15"), folder).level())
                .isEqualTo(Level.FAIL);
        assertThat(MachineChecks.java(Runtime.Version.parse("25.0.1"), folder).level())
                .isEqualTo(Level.WARN);
        Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("javac"));
        assertThat(MachineChecks.java(Runtime.Version.parse("25.0.1"), folder).level())
                .isEqualTo(Level.OK);
    }

    @ParameterizedTest
    @CsvSource({"511, FAIL", "512, WARN", "4095, WARN", "4096, OK"})
    void a_disk_that_fills_up_warns_before_it_fails(long freeMib, Level level) {
        assertThat(MachineChecks.disk(folder, freeMib).level()).isEqualTo(level);
    }

    @Test
    void a_kafka_without_the_new_group_protocol_fails_by_name() {
        assertThat(KafkaCheck.features(Map.of("group.version", (short) 1, "transaction.version", (short) 2))
                        .level())
                .isEqualTo(Level.OK);
        assertThat(KafkaCheck.features(Map.of("transaction.version", (short) 2)).what())
                .isEqualTo("transaction.version=2; not there: [group.version]");
    }

    @Test
    void clocks_may_differ_by_two_seconds() {
        var noon = Instant.parse("2026-11-23T12:00:00Z");
        assertThat(RegistryCheck.clock(noon, noon.plusMillis(1900)).level()).isEqualTo(Level.OK);
        assertThat(RegistryCheck.clock(noon, noon.minusSeconds(3)).level()).isEqualTo(Level.WARN);
    }
}
