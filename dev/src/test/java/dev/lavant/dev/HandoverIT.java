package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.dev.DevProcess.Ports;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.testkit.guarantee.Guarantees;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.history.HistoryReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second revision is deployed, and the first brought back, while 500 events come in each second: every event
/// is handled by exactly one revision, none is lost, none is billed twice.
class HandoverIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BEFORE_AND_AFTER = 2_500;
    private static final int PER_SECOND = 500;

    private static final Pattern NAME = Pattern.compile("v\\d+");
    private static final HistoryReader GREETED =
            new HistoryReader("greet", "visitors", "greetings", HandoverIT::name, HandoverIT::name);

    @TempDir
    Path folder;

    private final Report report = Report.of(getClass());

    @BeforeAll
    static void install() throws Exception {
        LocalRepository.install();
    }

    @Test
    void a_new_revision_takes_over_under_load() throws Exception {
        assertThat(DevProcess.type(folder, "new", "hello").exit()).isZero();
        try (var dev = DevProcess.ready(folder, Ports.free())) {
            done(dev, "deploy", "hello");
            int sent = deployedUnderLoad(dev);
            await().atMost(PATIENCE).until(() -> dev.usage("greet").size() >= sent);
            everyEventOnce(dev, sent);
            theVerbsOfAnOperator(dev, sent);
        }
    }

    private int deployedUnderLoad(DevProcess dev) {
        try (var visitors = new Visitors(dev)) {
            visitors.await(BEFORE_AND_AFTER);
            Instant deployedAt = Instant.now();
            done(dev, "deploy", "hello", "--set", "timeout=31s", "--wait");
            report.line("deploy --wait under load: "
                    + Duration.between(deployedAt, Instant.now()).toMillis() + " ms");
            visitors.await(visitors.sent() + BEFORE_AND_AFTER);
            return visitors.stop();
        }
    }

    private void everyEventOnce(DevProcess dev, int sent) {
        List<UsageRecord> usage = dev.usage("greet");
        Map<Integer, Long> byRevision =
                usage.stream().collect(Collectors.groupingBy(UsageRecord::getRevision, Collectors.counting()));
        report.line("events by revision: " + byRevision);
        assertThat(byRevision).containsOnlyKeys(1, 2);
        History history = GREETED.read(dev.connection());
        assertThat(history.sent()).hasSize(sent);
        assertThat(history.deadLetters()).isEmpty();
        assertThat(Guarantees.violations(history)).isEmpty();
    }

    /// The visitor's name, which only one event has, is in the greeting too.
    private static String name(ConsumerRecord<byte[], byte[]> record) {
        var found = NAME.matcher(new String(record.value(), StandardCharsets.UTF_8));
        return found.results().map(MatchResult::group).findFirst().orElse("a record without a name");
    }

    private static void theVerbsOfAnOperator(DevProcess dev, int sent) {
        assertThat(dev.type("describe", "greet").out())
                .containsPattern("timeout +31s +deploy")
                .containsPattern("memory +256Mi +default");
        pausedAndResumed(dev, sent);
        done(dev, "rollback", "greet");
        assertThat(dev.type("describe", "greet").out()).contains("back to 1");
        done(dev, "rm", "greet", "--yes");
        assertThat(dev.type("describe", "greet").exit()).isEqualTo(3);
    }

    private static void pausedAndResumed(DevProcess dev, int sent) {
        done(dev, "pause", "greet");
        await().atMost(PATIENCE).until(() -> dev.hosts("greet").isEmpty());
        event(dev, sent);
        assertThat(dev.type("describe", "greet").out()).containsPattern("state +paused");
        done(dev, "resume", "greet");
        await().atMost(PATIENCE).until(() -> dev.usage("greet").size() == sent + 1);
    }

    private static void event(DevProcess dev, int number) {
        try (var producer =
                new KafkaProducer<>(dev.connection().properties(), new StringSerializer(), new StringSerializer())) {
            var _ = producer.send(visitor(number));
        }
    }

    private static ProducerRecord<String, String> visitor(int number) {
        return new ProducerRecord<>(
                "visitors", "key-" + number % 97, "{\"name\": \"v" + number + "\", \"language\": \"en\"}");
    }

    private static void done(DevProcess dev, String... verb) {
        var typed = dev.type(verb);
        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
    }

    /// Events at an even pace until it is told to stop, so that whatever a deploy waits for, some come before and some
    /// after.
    private static final class Visitors implements AutoCloseable {
        private final AtomicInteger sent = new AtomicInteger();
        private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        private final KafkaProducer<String, String> producer;

        Visitors(DevProcess dev) {
            producer =
                    new KafkaProducer<>(dev.connection().properties(), new StringSerializer(), new StringSerializer());
            var _ = pace.scheduleAtFixedRate(this::one, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
        }

        private void one() {
            var _ = producer.send(visitor(sent.getAndIncrement()));
        }

        int sent() {
            return sent.get();
        }

        void await(int events) {
            Awaitility.await().atMost(PATIENCE).until(() -> sent.get() >= events);
        }

        int stop() {
            pace.close();
            producer.flush();
            return sent.get();
        }

        @Override
        public void close() {
            pace.close();
            producer.close();
        }
    }
}
