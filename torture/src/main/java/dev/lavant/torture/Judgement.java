package dev.lavant.torture;

import dev.lavant.testkit.guarantee.AttemptsWithinLimit;
import dev.lavant.testkit.guarantee.Guarantee;
import dev.lavant.testkit.guarantee.Guarantees;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.guarantee.Violation;
import dev.lavant.testkit.history.HistoryReader;
import dev.lavant.torture.function.Chores;
import dev.lavant.torture.load.ChoreJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Which guarantees a history breaks.
final class Judgement {
    private static final List<Guarantee> GUARANTEES = Stream.concat(
                    Guarantees.ofEveryFunction().stream(), Stream.of(new AttemptsWithinLimit(Chores.ATTEMPTS)))
            .toList();

    private Judgement() {}

    /// Reads what became of the events: an event is named by its key and its number, and so is its output.
    static HistoryReader reader() {
        return new HistoryReader(Chores.NAME, Chores.EVENTS, Chores.OUTPUTS, Judgement::name, Judgement::text);
    }

    private static String name(ConsumerRecord<byte[], byte[]> event) {
        return ChoreJson.read(text(event)).event();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    /// The violations of each guarantee, by its word.
    ///
    /// @param acknowledged events that are in Kafka for sure
    static Map<String, List<Violation>> of(History history, Set<String> acknowledged) {
        var broken = new LinkedHashMap<String, List<Violation>>();
        GUARANTEES.forEach(guarantee -> broken.put(guarantee.kind(), guarantee.violations(history)));
        broken.merge("lost", lostByKafka(history, acknowledged), Judgement::joined);
        return broken;
    }

    /// Or by this program: the platform never saw them.
    private static List<Violation> lostByKafka(History history, Set<String> acknowledged) {
        Set<String> there = history.sent().stream().map(History.Sent::event).collect(Collectors.toSet());
        return acknowledged.stream()
                .filter(event -> !there.contains(event))
                .map(event -> new Violation("lost", event, event + " was acknowledged and is not in " + Chores.EVENTS))
                .toList();
    }

    private static List<Violation> joined(List<Violation> one, List<Violation> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
