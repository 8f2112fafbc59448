package dev.lavant.router.route;

import io.cloudevents.CloudEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which functions get an event: a snapshot of all rules.
///
/// Never changes. Thread-safe.
public final class Routes {
    private final Map<String, List<Rule>> byTopic;

    /// A partition of a topic.
    public record Partition(String topic, int number) {}

    /// Where an event stands.
    public record Place(Partition partition, long offset) {}

    /// A function's filter on some topics.
    ///
    /// @param starts the first offset that the function gets of a partition; of one that is not there it gets all
    public record Rule(String function, Set<String> topics, Filter filter, Map<Partition, Long> starts) {

        public Rule {
            topics = Set.copyOf(topics);
            starts = Map.copyOf(starts);
        }

        private Filter.Answer ask(Place place, Attributes attributes) {
            long start = starts.getOrDefault(place.partition(), 0L);
            return place.offset() < start ? new Filter.Answer.BeforeStart(start) : answer(attributes);
        }

        private Filter.Answer answer(Attributes attributes) {
            return switch (attributes) {
                case Attributes.Known(CloudEvent event) -> filter.ask(event);
                case Attributes.Missing(String why) -> new Filter.Answer.NotAnEvent(why);
            };
        }
    }

    /// What one function's filter says of an event.
    public record Decision(String function, Filter.Answer answer) {}

    public Routes(Collection<Rule> rules) {
        byTopic = rules.stream()
                .flatMap(rule -> rule.topics().stream())
                .distinct()
                .collect(Collectors.toMap(
                        topic -> topic,
                        topic -> rules.stream()
                                .filter(rule -> rule.topics().contains(topic))
                                .toList()));
    }

    /// Topics that have to be read.
    public Set<String> topics() {
        return byTopic.keySet();
    }

    /// Where to begin in partitions that have not been read yet: the smallest start of all functions.
    public Map<Partition, Long> starts() {
        return byTopic.values().stream()
                .flatMap(List::stream)
                .distinct()
                .flatMap(rule -> rule.starts().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::min));
    }

    /// The answer of every function with a filter on an event's topic, so that a person can see why.
    public List<Decision> explain(Place place, Attributes attributes) {
        return byTopic.getOrDefault(place.partition().topic(), List.of()).stream()
                .map(rule -> new Decision(rule.function(), rule.ask(place, attributes)))
                .toList();
    }

    /// The functions that get an event.
    public List<String> functions(Place place, Attributes attributes) {
        return explain(place, attributes).stream()
                .filter(decision -> decision.answer() instanceof Filter.Answer.Matches)
                .map(Decision::function)
                .toList();
    }
}
