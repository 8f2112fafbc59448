package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterIT {
    private RoutedTopics topics;
    private Router router;

    @BeforeEach
    void start() {
        topics = new RoutedTopics();
        topics.create("purchases", 3);
    }

    @AfterEach
    void stop() {
        router.close();
        topics.close();
    }

    @Test
    void of_a_thousand_events_the_three_hundred_that_match_are_queued_once_and_in_order() {
        topics.deploy("receipt", "type = 'completed'", "purchases");
        startRouter();

        topics.send(IntStream.range(0, 1_000)
                .mapToObj(n -> RoutedTopics.event("purchases", n % 10 < 3 ? "completed" : "seen", n))
                .toList());

        var queue = topics.queue("receipt", 300);
        assertThat(RoutedTopics.numbers(queue))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_000)
                        .filter(n -> n % 10 < 3)
                        .boxed()
                        .toList());
        assertThat(RoutedTopics.numbersByKey(queue))
                .allSatisfy((_, numbers) -> assertThat(numbers).isSorted());
    }

    @Test
    void a_copy_is_what_it_was_copied_from_and_says_from_where() {
        topics.deploy("receipt", "type = 'completed'", "purchases");
        startRouter();
        var sent = RoutedTopics.event("purchases", "completed", 7, 1_234_567L);

        topics.send(List.of(sent));

        ConsumerRecord<byte[], byte[]> copy = topics.queue("receipt", 1).getFirst();
        var source = topics.read("purchases", 1).getFirst();
        assertThat(copy.key()).isEqualTo(sent.key());
        assertThat(copy.value()).isEqualTo(sent.value());
        assertThat(copy.timestamp()).isEqualTo(1_234_567L);
        sent.headers().forEach(header -> assertThat(copy.headers()).contains(header));
        assertThat(RoutedTopics.header(copy, "lavant-source-topic")).isEqualTo("purchases");
        assertThat(RoutedTopics.header(copy, "lavant-source-partition")).isEqualTo("" + source.partition());
        assertThat(RoutedTopics.header(copy, "lavant-source-offset")).isEqualTo("" + source.offset());
    }

    @Test
    void two_functions_on_a_topic_get_what_each_asks_for() {
        topics.deploy("receipt", "type = 'completed'", "purchases");
        topics.deploy("audit", "TRUE", "purchases");
        startRouter();

        topics.send(
                List.of(RoutedTopics.event("purchases", "completed", 1), RoutedTopics.event("purchases", "seen", 2)));

        assertThat(RoutedTopics.numbers(topics.queue("audit", 2))).containsExactlyInAnyOrder(1, 2);
        assertThat(RoutedTopics.numbers(topics.queue("receipt", 1))).containsExactly(1);
    }

    @Test
    void rules_and_topics_change_at_run_time() {
        topics.create("returns", 2);
        topics.deploy("receipt", "type = 'completed'", "purchases");
        startRouter();
        topics.send(List.of(RoutedTopics.event("purchases", "completed", 1)));
        topics.queue("receipt", 1);

        topics.deploy("refund", "type = 'returned'", "returns");
        topics.send(List.of(RoutedTopics.event("returns", "returned", 2)));
        assertThat(RoutedTopics.numbers(topics.queue("refund", 1))).containsExactly(2);

        topics.deploy("receipt", "type = 'paid'", "purchases");
        topics.deploy("seer", "TRUE", "purchases");
        awaitRulesTaken();
        topics.send(
                List.of(RoutedTopics.event("purchases", "completed", 3), RoutedTopics.event("purchases", "paid", 4)));
        assertThat(RoutedTopics.numbers(topics.queue("receipt", 2))).containsExactlyInAnyOrder(1, 4);
    }

    @Test
    void a_function_deployed_on_a_running_router_gets_what_came_after_and_nothing_from_before() {
        topics.create("returns", 2);
        topics.deploy("receipt", "TRUE", "purchases");
        startRouter();
        topics.send(List.of(RoutedTopics.event("purchases", "completed", 1), RoutedTopics.event("returns", "back", 2)));
        topics.queue("receipt", 1);

        topics.deployFromNow("audit", "TRUE", "purchases");
        topics.deployFromNow("refund", "TRUE", "returns");
        topics.send(List.of(RoutedTopics.event("purchases", "completed", 3), RoutedTopics.event("returns", "back", 4)));

        assertThat(RoutedTopics.numbers(topics.queue("audit", 1))).containsExactly(3);
        assertThat(RoutedTopics.numbers(topics.queue("refund", 1))).containsExactly(4);
        assertThat(RoutedTopics.numbers(topics.queue("receipt", 2))).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void restarts_in_the_middle_lose_and_double_nothing() {
        topics.deploy("receipt", "type = 'completed'", "purchases");
        for (int round = 0; round < 4; round++) {
            startRouter();
            int from = round * 500;
            topics.send(IntStream.range(from, from + 500)
                    .mapToObj(n -> RoutedTopics.event("purchases", "completed", n))
                    .toList());
            topics.queue("receipt", from / 2 + 1); // in the middle: some are routed, some are not
            router.close();
        }
        startRouter();

        assertThat(RoutedTopics.numbers(topics.queue("receipt", 2_000)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void a_record_that_is_no_event_is_passed_over() {
        topics.deploy("audit", "TRUE", "purchases");
        startRouter();
        var noId = RoutedTopics.event("purchases", "completed", 1);
        noId.headers().remove("ce_id");

        topics.send(List.of(
                new ProducerRecord<>("purchases", "plain".getBytes(UTF_8)),
                new ProducerRecord<>("purchases", null, (byte[]) null),
                noId,
                RoutedTopics.event("purchases", "completed", 2)));

        assertThat(RoutedTopics.numbers(topics.queue("audit", 1))).containsExactly(2);
    }

    @Test
    void a_filter_without_a_value_is_counted_and_stops_nobody() {
        topics.deploy("eu", "region = 'eu'", "purchases");
        topics.deploy("large", "items > 7", "purchases");
        topics.deploy("broken", "type = = 'x'", "purchases");
        topics.deploy("audit", "TRUE", "purchases");
        startRouter();

        topics.send(List.of(RoutedTopics.event("purchases", "a", 1), RoutedTopics.event("purchases", "b", 2)));

        topics.queue("audit", 2);
        assertThat(counted("filter", "large", "undefined")).isEqualTo(2.0);
        assertThat(counted("attribute", "region", "absent")).isEqualTo(2.0);
    }

    @Test
    void a_topic_that_is_not_there_stops_nobody_and_is_read_once_it_is() {
        topics.deploy("refund", "TRUE", "returns");
        topics.deploy("audit", "TRUE", "purchases");
        startRouter();

        topics.send(List.of(RoutedTopics.event("purchases", "a", 1)));
        assertThat(RoutedTopics.numbers(topics.queue("audit", 1))).containsExactly(1);

        topics.create("returns", 1);
        topics.send(List.of(RoutedTopics.event("returns", "b", 2)));
        assertThat(RoutedTopics.numbers(topics.queue("refund", 1))).containsExactly(2);

        topics.delete("returns");
        topics.send(List.of(RoutedTopics.event("purchases", "a", 3)));
        assertThat(RoutedTopics.numbers(topics.queue("audit", 2))).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void a_source_is_read_from_where_the_deploy_said_or_else_from_its_beginning() {
        topics.create("returns", 1);
        topics.send(List.of(RoutedTopics.event("returns", "old", 1), RoutedTopics.event("purchases", "old", 2)));
        topics.commit("returns", 1);
        topics.deploy("refund", "TRUE", "returns");
        topics.deploy("audit", "TRUE", "purchases");
        startRouter();

        topics.send(List.of(RoutedTopics.event("returns", "new", 3), RoutedTopics.event("purchases", "new", 4)));

        assertThat(RoutedTopics.numbers(topics.queue("refund", 1))).containsExactly(3);
        assertThat(RoutedTopics.numbers(topics.queue("audit", 2))).containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void the_largest_event_of_a_topic_fits_the_queue_with_the_headers_it_gets() {
        topics.deploy("audit", "TRUE", "purchases");
        startRouter();
        var event = RoutedTopics.event("purchases", "a", 1);

        topics.send(List.of(new ProducerRecord<>(
                "purchases", 0, event.key(), new byte[RoutedTopics.LARGEST_DATA_BYTES], event.headers())));

        assertThat(topics.queue("audit", 1).getFirst().value()).hasSize(RoutedTopics.LARGEST_DATA_BYTES);
    }

    private void startRouter() {
        router = Router.start(topics.config());
    }

    /// The new rule "seer" gets an event, so that the rules deployed before it are in force.
    private void awaitRulesTaken() {
        await().atMost(RoutedTopics.PATIENCE).until(() -> {
            topics.send(List.of(RoutedTopics.event("purchases", "probe", 0)));
            return !topics.now("seer", Duration.ofMillis(500)).isEmpty();
        });
    }

    private static double counted(String what, String id, String metric) {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            double total = 0;
            for (ObjectName name : server.queryNames(
                    new ObjectName("kafka.streams:type=stream-" + what + "-metrics," + what + "-id=" + id + ",*"),
                    null)) {
                total += (double) server.getAttribute(name, metric + "-total");
            }
            return total;
        } catch (JMException unread) {
            throw new AssertionError(unread);
        }
    }
}
