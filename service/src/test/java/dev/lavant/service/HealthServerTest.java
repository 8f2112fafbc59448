package dev.lavant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final AtomicReference<Health> ready = new AtomicReference<>(new Health.Down("the router is starting"));

    @Test
    void it_tells_apart_whether_a_part_lives_and_whether_it_works() throws Exception {
        try (var server = HealthServer.start("localhost", 0, "event router", Health.Up::new, ready::get)) {
            assertAnswer(ask(server, "health/live"), 200, "UP\n");
            assertAnswer(ask(server, "health/ready"), 503, "DOWN: the router is starting\n");

            ready.set(new Health.Up());

            assertAnswer(ask(server, "health/ready"), 200, "UP\n");
        }
    }

    @Test
    void prometheus_gets_how_the_part_is_and_what_its_process_uses() throws Exception {
        try (var server = HealthServer.start("localhost", 0, "event router", Health.Up::new, ready::get)) {
            var answer = ask(server, "metrics");

            assertThat(answer.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain; version=");
            assertThat(answer.body())
                    .contains(
                            "# TYPE lavant_part_alive gauge\n",
                            "lavant_part_alive{part=\"event router\"} 1.0\n",
                            "lavant_part_ready{part=\"event router\"} 0.0\n",
                            "# TYPE process_cpu_seconds_total counter\n")
                    .containsPattern("jvm_memory_used_bytes\\{area=\"heap\"} [1-9]");
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_set() {
        try (var server = HealthServer.start("localhost", 0, "event router", Health.Up::new, ready::get)) {
            assertThatThrownBy(
                            () -> HealthServer.start("localhost", server.port(), "billing", Health.Up::new, ready::get))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + server.port() + " of localhost is in use: stop what listens there, or choose"
                            + " another one for the health of this process with LAVANT_HEALTH_PORT");
        }
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    private static HttpResponse<String> ask(HealthServer server, String what) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/" + what));
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
