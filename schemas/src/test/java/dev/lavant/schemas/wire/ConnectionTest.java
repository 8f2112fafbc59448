package dev.lavant.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final URI REGISTRY = URI.create("http://localhost:8081");

    @Test
    void says_where_kafka_and_the_registry_are() {
        var connection = Connection.to("localhost:9092", REGISTRY);

        assertThat(connection.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(connection.schemaRegistry()).isEqualTo(REGISTRY);
        assertThat(connection.properties()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void some_clients_publish_no_metrics_unless_they_say_so() {
        var mine = Map.of("bootstrap.servers", "localhost:9092", "metric.reporters", "mine.Reporter");

        assertThat(Connection.to("localhost:9092", REGISTRY).withoutMetrics())
                .containsEntry("metric.reporters", "")
                .containsEntry("enable.metrics.push", "false");
        assertThat(new Connection(mine, REGISTRY).withoutMetrics()).containsEntry("metric.reporters", "mine.Reporter");
    }

    @Test
    void without_bootstrap_servers_it_is_none() {
        assertThatThrownBy(() -> new Connection(Map.of("client.id", "a"), REGISTRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a Kafka connection needs bootstrap.servers, got only [client.id]");
    }

    @Test
    void nobody_changes_it_afterwards() {
        var settings = new HashMap<>(Map.of("bootstrap.servers", "localhost:9092"));
        var connection = new Connection(settings, REGISTRY);

        settings.put("client.id", "late");
        connection.properties().put("client.id", "later");

        assertThat(connection).isEqualTo(Connection.to("localhost:9092", REGISTRY));
        assertThat(connection.properties()).doesNotContainKey("client.id");
    }
}
