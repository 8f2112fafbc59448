package dev.lavant.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.kafka.EmbeddedBroker;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import dev.lavant.schemas.wire.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngressWithoutKafkaIT {
    private static final URI NO_REGISTRY = URI.create("http://localhost:1");

    @TempDir
    Path data;

    @Test
    void says_503_while_kafka_is_away_and_goes_on_when_it_is_back() throws Exception {
        var broker = EmbeddedBroker.start(data, 0);
        int port = Integer.parseInt(broker.bootstrapServers().replace("localhost:", ""));
        createTopic(broker, "open");
        var config = new IngressConfig(
                Connection.to(broker.bootstrapServers(), NO_REGISTRY), Address.loopback(0), Limits.USUAL);
        try (var ingress = Ingress.start(config);
                var producer = new HttpEvents(ingress.url())) {
            assertThat(status(producer, "open")).isEqualTo(202);

            broker.close();
            var known = producer.post("open", HttpEvents.unique(), "");
            assertThat(known.statusCode()).isEqualTo(503);
            assertThat(known.headers().firstValue("retry-after")).hasValue("2");
            assertThat(known.body()).contains("\"error\":\"Kafka did not answer", "\"fix\":");
            assertThat(status(producer, "other")).isEqualTo(503);

            broker = EmbeddedBroker.start(data, port);
            assertThat(status(producer, "open")).isEqualTo(202);
        } finally {
            broker.close();
        }
    }

    private static int status(HttpEvents producer, String topic) {
        return producer.post(topic, HttpEvents.unique(), "").statusCode();
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }
}
