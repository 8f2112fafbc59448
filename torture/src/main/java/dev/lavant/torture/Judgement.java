package dev.lavant.torture;

import dev.lavant.function.Ordering;
import dev.lavant.testkit.guarantee.AttemptsWithinLimit;
import dev.lavant.testkit.guarantee.Guarantee;
import dev.lavant.testkit.guarantee.Guarantees;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.guarantee.OutputsExactlyOnce;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Which guarantees a history breaks.
///
/// @param guarantees that the tortured function has
record Judgement(List<Guarantee> guarantees) {
    private static final String AGAIN = "event came out again";

    static Judgement of(Ordering ordering) {
        List<Guarantee> promised =
                ordering == Ordering.NONE ? Guarantees.ofFunctionsWithoutOrder() : Guarantees.ofEveryFunction();
        return new Judgement(Stream.concat(promised.stream(), Stream.of(new AttemptsWithinLimit(Chores.ATTEMPTS)))
                .toList());
    }

    /// Reads what became of the events: an event is named by its key and its number, and so is its output.
    static HistoryReader reader() {
        return new HistoryReader(Chores.NAME, Chores.EVENTS, Chores.OUTPUTS, Judgement::name, Judgement::done);
    }

    private static String name(ConsumerRecord<byte[], byte[]> event) {
        return ChoreJson.read(text(event)).event();
    }

    private static String done(ConsumerRecord<byte[], byte[]> output) {
        return ChoreJson.readDone(text(output)).event();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    /// The violations of each guarantee, by its word.
    ///
    /// @param acknowledged events that are in Kafka for sure
    Map<String, List<Violation>> of(History history, Set<String> acknowledged) {
        var broken = new LinkedHashMap<String, List<Violation>>();
        guarantees.forEach(guarantee -> broken.put(guarantee.kind(), guarantee.violations(history)));
        broken.merge("lost", lostByKafka(history, acknowledged), Judgement::joined);
        return broken;
    }

    /// What else there is to tell: repeats that are allowed.
    Map<String, Long> others(Map<String, Long> told, History history) {
        var strict = new OutputsExactlyOnce();
        long again = guarantees.stream().anyMatch(strict::equals)
                ? 0
                : strict.violations(history).size();
        var all = new TreeMap<>(told);
        if (again > 0) {
            all.put(AGAIN, again);
        }
        return all;
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
