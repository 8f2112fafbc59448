package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.local.LocalPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the verbs say of a platform that is there, half there or not there.
class ReachableIT {
    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static Terminal terminal;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        terminal = Terminal.in(folder)
                .at(
                        platform.connection().bootstrapServers(),
                        platform.connection().schemaRegistry());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void on_a_new_platform_the_lists_are_empty_and_say_what_to_type() {
        var answer = terminal.type("ls");

        assertThat(answer.exit()).isZero();
        assertThat(answer.lines()).hasSize(1);
        assertThat(answer.err()).contains("No function is deployed.", "lavant dev");
        assertThat(terminal.type("dlq ls").exit()).isZero();
        assertThat(terminal.type("usage").exit()).isZero();
    }

    @Test
    void something_that_listens_but_is_not_kafka_exits_7_within_seconds() throws IOException {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var answer = terminal.at("localhost:" + mute.getLocalPort(), URI.create("http://localhost:1"))
                    .run("ls");

            assertThat(answer.exit()).isEqualTo(7);
            assertThat(answer.err())
                    .startsWith("error: Kafka at localhost:" + mute.getLocalPort() + " does not answer.");
        }
    }

    @Test
    void doctor_finds_a_platform_that_is_well() {
        var answer = terminal.run("doctor", "-o", "json");

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.lines())
                .anyMatch(line -> line.startsWith("{\"level\":\"ok\",\"check\":\"java\""))
                .anyMatch(line -> line.startsWith("{\"level\":\"ok\",\"check\":\"kafka features\""))
                .anyMatch(line -> line.startsWith("{\"level\":\"ok\",\"check\":\"registry\""));
    }

    @Test
    void doctor_exits_5_when_a_platform_that_was_named_is_away() {
        var answer =
                terminal.at("localhost:1", URI.create("http://localhost:1")).run("doctor");

        assertThat(answer.exit()).isEqualTo(5);
        assertThat(answer.out()).contains("fail  kafka", "fail  registry");
    }
}
