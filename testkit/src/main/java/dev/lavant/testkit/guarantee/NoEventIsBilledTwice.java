package dev.lavant.testkit.guarantee;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No event has two usage records, no usage id is there twice, and nothing is billed that nobody sent.
///
///     sent:    a b
///     kept:    usage a b
///     broken:  usage a b a                  (a was handled again after a crash and metered again)
///     broken:  usage a b, with one id       (one of the two would never reach a statement)
///     broken:  usage a b c                  (nobody sent c)
public record NoEventIsBilledTwice() implements Guarantee {

    @Override
    public String kind() {
        return "double-billed";
    }

    @Override
    public List<Violation> violations(History history) {
        return Stream.of(twice(history), sharedIds(history), neverSent(history))
                .flatMap(Function.identity())
                .toList();
    }

    private Stream<Violation> twice(History history) {
        var sent = history.sentByName();
        return History.grouped(history.usage(), History.Usage::event, Function.identity()).entrySet().stream()
                .filter(event ->
                        sent.containsKey(event.getKey()) && event.getValue().size() > 1)
                .map(event -> new Violation(
                        kind(),
                        event.getKey(),
                        sent.get(event.getKey()) + " has " + event.getValue().size() + " usage records: "
                                + places(event.getValue())));
    }

    private Stream<Violation> sharedIds(History history) {
        return History.grouped(history.usage(), History.Usage::usageId, Function.identity()).entrySet().stream()
                .filter(NoEventIsBilledTwice::severalEvents)
                .map(id -> new Violation(
                        kind(),
                        id.getValue().getFirst().event(),
                        "the usage id " + id.getKey() + " bills several events: " + places(id.getValue())));
    }

    private static boolean severalEvents(Map.Entry<String, List<History.Usage>> id) {
        return id.getValue().stream().map(History.Usage::event).distinct().count() > 1;
    }

    private Stream<Violation> neverSent(History history) {
        var sent = history.sentByName();
        return history.usage().stream()
                .filter(usage -> !sent.containsKey(usage.event()))
                .map(usage -> new Violation(
                        kind(), usage.event(), usage.event() + " was never sent and is billed at " + usage.at()));
    }

    private static String places(List<History.Usage> usage) {
        return usage.stream()
                .map(record -> record.event() + " at " + record.at())
                .collect(Collectors.joining(", "));
    }
}
