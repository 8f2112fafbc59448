package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.dev.DevProcess.Ports;
import dev.lavant.testkit.guarantee.Guarantees;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.history.HistoryReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function that is deployed without an order, from no host to some and back: they are members of a share group.
class UnorderedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EVENTS = 1_200;

    private static final Pattern NAME = Pattern.compile("v\\d+");
    private static final HistoryReader GREETED =
            new HistoryReader("greet", "visitors", "greetings", UnorderedIT::name, UnorderedIT::name);

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        LocalRepository.install();
    }

    @Test
    void every_event_has_an_outcome_and_is_billed_once() throws Exception {
        assertThat(DevProcess.type(folder, "new", "hello").exit()).isZero();
        try (var dev = DevProcess.ready(folder, Ports.free(), "--keep-alive=2")) {
            done(dev, "deploy", "hello", "--set", "ordering=NONE");
            assertThat(dev.type("describe", "greet").out()).containsPattern("ordering +NONE +deploy");

            send(dev);

            await().atMost(PATIENCE).until(() -> dev.billed("greet") == EVENTS);
            History history = GREETED.read(dev.connection());
            assertThat(history.sent()).hasSize(EVENTS);
            assertThat(Guarantees.ofFunctionsWithoutOrder())
                    .allSatisfy(guarantee ->
                            assertThat(guarantee.violations(history)).isEmpty());
            await().atMost(PATIENCE).until(() -> dev.hosts("greet").isEmpty());
            assertThat(dev.type("ls", "-o", "json").out()).contains("\"lag\":0");
        }
    }

    private static void send(DevProcess dev) {
        try (var producer =
                new KafkaProducer<>(dev.connection().properties(), new StringSerializer(), new StringSerializer())) {
            for (int number = 0; number < EVENTS; number++) {
                String visitor = "{\"name\": \"v" + number + "\", \"language\": \"en\"}";
                var _ = producer.send(new ProducerRecord<>("visitors", visitor));
            }
        }
    }

    private static String name(ConsumerRecord<byte[], byte[]> record) {
        var found = NAME.matcher(new String(record.value(), StandardCharsets.UTF_8));
        return found.results().map(MatchResult::group).findFirst().orElse("a record without a name");
    }

    private static void done(DevProcess dev, String... verb) {
        var typed = dev.type(verb);
        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
    }
}
