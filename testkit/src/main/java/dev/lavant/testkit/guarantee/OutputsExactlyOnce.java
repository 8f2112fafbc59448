package dev.lavant.testkit.guarantee;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// No event ends twice, and nothing comes out that did not go in.
///
///     sent:    a b
///     kept:    outputs a, dead letters b
///     broken:  outputs a b a                (a was handled again after its output was visible)
///     broken:  outputs a b, dead letters a  (two hosts disagreed on a)
///     broken:  outputs a b c                (nobody sent c)
public record OutputsExactlyOnce() implements Guarantee {

    @Override
    public String kind() {
        return "duplicated";
    }

    @Override
    public List<Violation> violations(History history) {
        var sent = history.sentByName();
        return history.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getValue().size() > 1 || !sent.containsKey(outcome.getKey()))
                .map(outcome -> new Violation(kind(), outcome.getKey(), how(outcome, sent)))
                .toList();
    }

    private static String how(Map.Entry<String, List<Place>> outcome, Map<String, History.Sent> sent) {
        String places = outcome.getValue().stream().map(Place::toString).collect(Collectors.joining(", "));
        History.Sent event = sent.get(outcome.getKey());
        return event == null
                ? outcome.getKey() + " was never sent and came out at " + places
                : event + " has " + outcome.getValue().size() + " outcomes: at " + places;
    }
}
