package dev.lavant.testkit.guarantee;

import java.util.List;
import java.util.stream.Collectors;

/// Every event that was sent has a usage record, whether it succeeded or died.
///
///     sent:    a b
///     kept:    usage a b
///     broken:  usage a                      (the offset of b was committed before its usage record)
public record EveryEventIsBilled() implements Guarantee {

    @Override
    public String kind() {
        return "unbilled";
    }

    @Override
    public List<Violation> violations(History history) {
        var billed = history.usage().stream().map(History.Usage::event).collect(Collectors.toSet());
        return history.sent().stream()
                .filter(sent -> !billed.contains(sent.event()))
                .map(sent -> new Violation(kind(), sent.event(), sent + " has no usage record"))
                .toList();
    }
}
