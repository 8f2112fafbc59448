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

    /// A function's filter on some topics.
    public record Rule(String function, Set<String> topics, Filter filter) {}

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

    /// The answer of every function with a filter on a topic, so that a person can see why.
    public List<Decision> explain(String topic, Attributes attributes) {
        return byTopic.getOrDefault(topic, List.of()).stream()
                .map(rule -> new Decision(rule.function(), answer(rule.filter(), attributes)))
                .toList();
    }

    /// The functions that get an event.
    public List<String> functions(String topic, Attributes attributes) {
        return explain(topic, attributes).stream()
                .filter(decision -> decision.answer() instanceof Filter.Answer.Matches)
                .map(Decision::function)
                .toList();
    }

    private static Filter.Answer answer(Filter filter, Attributes attributes) {
        return switch (attributes) {
            case Attributes.Known(CloudEvent event) -> filter.ask(event);
            case Attributes.Missing(String why) -> new Filter.Answer.NotAnEvent(why);
        };
    }
}
