package dev.lavant.router.route;

import dev.lavant.filter.cesql.EventView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which functions get an event: a snapshot of all rules.
///
/// Never changes. Thread-safe.
public final class Routes {
    private final Map<String, List<Rule>> byTopic = new LinkedHashMap<>();
    private final Map<String, RuleIndex> indexes = new HashMap<>();

    /// A partition of a topic.
    public record Partition(String topic, int number) {}

    /// Where an event stands.
    public record Place(Partition partition, long offset) {}

    /// What one function's filter says of an event.
    public record Decision(String function, Answer answer) {}

    /// What the rules that an event might match say of it.
    ///
    /// @param absent attributes that rules which were not asked want, and the event does not have
    public record Asked(List<Decision> decisions, List<String> absent) {}

    public Routes(Collection<Rule> rules) {
        for (Rule rule : rules) {
            rule.topics()
                    .forEach(topic -> byTopic.computeIfAbsent(topic, _ -> new ArrayList<>())
                            .add(rule));
        }
        byTopic.forEach((topic, ofTopic) -> indexes.put(topic, new RuleIndex(ofTopic)));
    }

    /// Topics that have to be read.
    public Set<String> topics() {
        return Set.copyOf(byTopic.keySet());
    }

    /// Where to begin in partitions that have not been read yet: the smallest start of all functions.
    public Map<Partition, Long> starts() {
        Map<Partition, Long> smallest = new HashMap<>();
        byTopic.values()
                .forEach(rules -> rules.forEach(rule ->
                        rule.starts().forEach((partition, start) -> smallest.merge(partition, start, Math::min))));
        return smallest;
    }

    /// The answer of every function with a filter on an event's topic, so that a person can see why. Takes
    /// longer the more functions there are.
    public List<Decision> explain(Place place, Attributes attributes) {
        return byTopic.getOrDefault(place.partition().topic(), List.of()).stream()
                .map(rule -> new Decision(rule.function(), rule.ask(place, attributes)))
                .toList();
    }

    /// The answers of those that might get the event; all others do not. Takes as long however many those are.
    public Asked ask(Place place, Attributes attributes) {
        RuleIndex index = indexes.get(place.partition().topic());
        if (index == null || !(attributes instanceof Attributes.Known(EventView event))) {
            return new Asked(List.of(), List.of());
        }
        RuleIndex.Candidates candidates = index.candidates(event);
        return new Asked(
                candidates.rules().stream()
                        .map(rule -> new Decision(rule.function(), rule.ask(place, attributes)))
                        .toList(),
                candidates.absent());
    }

    /// The functions that get an event.
    public List<String> functions(Place place, Attributes attributes) {
        return ask(place, attributes).decisions().stream()
                .filter(decision -> decision.answer() instanceof Answer.Matches)
                .map(Decision::function)
                .toList();
    }
}
