package dev.lavant.testkit.guarantee;

import java.util.List;

/// Every event ends in an output or in a dead letter.
///
///     sent:    a b
///     kept:    outputs a b
///     kept:    outputs a, dead letters b
///     broken:  outputs a                    (the offset of b was committed without its output)
///     broken:  outputs a, usage b           (b was billed, and nobody can see what for)
public record NothingIsLost() implements Guarantee {

    @Override
    public String kind() {
        return "lost";
    }

    @Override
    public List<Violation> violations(History history) {
        var outcomes = history.outcomes();
        return history.sent().stream()
                .filter(sent -> !outcomes.containsKey(sent.event()))
                .map(sent -> new Violation(kind(), sent.event(), sent + " has neither an output nor a dead letter"))
                .toList();
    }
}
