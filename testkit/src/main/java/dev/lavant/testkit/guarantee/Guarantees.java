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

    private static final List<Guarantee> WITHOUT_ORDER =
            List.of(new NothingIsLost(), new EveryEventIsBilled(), new NoEventIsBilledTwiceById());

    private Guarantees() {}

    /// Those that hold for every function with the default ordering, whatever its settings.
    public static List<Guarantee> ofEveryFunction() {
        return OF_EVERY_FUNCTION;
    }

    /// Those that hold for functions without an order: after a crash an event may come out again.
    public static List<Guarantee> ofFunctionsWithoutOrder() {
        return WITHOUT_ORDER;
    }

    /// What of those of every function a history breaks; empty when all is as it should be.
    public static List<Violation> violations(History history) {
        return OF_EVERY_FUNCTION.stream()
                .flatMap(guarantee -> guarantee.violations(history).stream())
                .toList();
    }
}
