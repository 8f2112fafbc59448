package dev.lavant.testkit.guarantee;

import java.util.HashSet;
import java.util.List;

/// Whoever takes each usage id once, as billing does, bills each event once. What is left of [NoEventIsBilledTwice] for
/// functions without an order: a share group's acknowledgement cannot join the transaction (KIP-932; KIP-1289 is to
/// change that), so a host that dies between the two leaves an event that is handled, and metered, again.
///
///     sent:    a b
///     kept:    usage a b, a again with the same id
///     broken:  usage a b, a again with another id
///     broken:  usage a b, with one id
///     broken:  usage a b c                  (nobody sent c)
public record NoEventIsBilledTwiceById() implements Guarantee {
    private static final NoEventIsBilledTwice STRICT = new NoEventIsBilledTwice();

    private record Billed(String usageId, String event) {}

    @Override
    public String kind() {
        return STRICT.kind();
    }

    @Override
    public List<Violation> violations(History history) {
        var taken = new HashSet<Billed>();
        List<History.Usage> once = history.usage().stream()
                .filter(usage -> taken.add(new Billed(usage.usageId(), usage.event())))
                .toList();
        return STRICT.violations(new History(history.sent(), history.outputs(), history.deadLetters(), once));
    }
}
