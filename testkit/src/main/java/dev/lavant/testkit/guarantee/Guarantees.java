package dev.lavant.testkit.guarantee;

import java.util.List;

/// All that the platform promises of the events of one function.
public final class Guarantees {
    private static final List<Guarantee> OF_EVERY_FUNCTION = List.of(
            new NothingIsLost(),
            new OutputsExactlyOnce(),
            new KeysStayInOrder(),
            new EveryEventIsBilled(),
            new NoEventIsBilledTwice());

    private Guarantees() {}

    /// Those that hold for every function with the default ordering, whatever its settings.
    public static List<Guarantee> ofEveryFunction() {
        return OF_EVERY_FUNCTION;
    }

    /// What of them a history breaks; empty when all is as it should be.
    public static List<Violation> violations(History history) {
        return OF_EVERY_FUNCTION.stream()
                .flatMap(guarantee -> guarantee.violations(history).stream())
                .toList();
    }
}
