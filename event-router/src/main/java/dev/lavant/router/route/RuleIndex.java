package dev.lavant.router.route;

import dev.lavant.filter.Anchor;
import dev.lavant.filter.cesql.EventView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The rules of one topic by the attributes that they want to have certain values, so that an event asks only
/// those that it may match and costs the same however many there are.
///
/// Each rule is kept once for each value of one attribute, or of the few that its `OR` names: of all that it
/// wants the ones that the fewest rules want. Attributes are text here, as they are in Kafka.
final class RuleIndex {
    private final List<Entry> always = new ArrayList<>();
    private final Map<String, Map<String, List<Entry>>> byAttribute = new LinkedHashMap<>();

    private record Entry(int number, Rule rule) {}

    /// What an event asks.
    ///
    /// @param rules in their order, each once
    /// @param absent attributes that some rules want and the event does not have
    record Candidates(List<Rule> rules, List<String> absent) {}

    RuleIndex(Collection<Rule> rules) {
        Map<Anchor, Integer> wanted = new HashMap<>();
        rules.forEach(rule ->
                rule.filter().anchors().forEach(set -> set.forEach(one -> wanted.merge(one, 1, Integer::sum))));
        int number = 0;
        for (Rule rule : rules) {
            add(new Entry(number++, rule), rarest(rule.filter().anchors(), wanted));
        }
    }

    private static Optional<Set<Anchor>> rarest(List<Set<Anchor>> sets, Map<Anchor, Integer> wanted) {
        return sets.stream()
                .min(Comparator.comparingInt(set -> set.stream()
                        .mapToInt(anchor -> wanted.getOrDefault(anchor, 0))
                        .sum()));
    }

    private void add(Entry entry, Optional<Set<Anchor>> anchors) {
        anchors.ifPresentOrElse(
                set -> set.forEach(anchor -> byAttribute
                        .computeIfAbsent(anchor.attribute(), _ -> new HashMap<>())
                        .computeIfAbsent(anchor.value(), _ -> new ArrayList<>())
                        .add(entry)),
                () -> always.add(entry));
    }

    Candidates candidates(EventView event) {
        Map<Integer, Rule> found = new TreeMap<>(); // in their order, and a rule with several values once
        List<String> absent = new ArrayList<>();
        always.forEach(entry -> found.put(entry.number(), entry.rule()));
        byAttribute.forEach((attribute, byValue) -> event.attribute(attribute)
                .ifPresentOrElse(
                        value -> byValue.getOrDefault(value.asText(), List.of())
                                .forEach(entry -> found.put(entry.number(), entry.rule())),
                        () -> absent.add(attribute)));
        return new Candidates(List.copyOf(found.values()), absent);
    }
}
