package dev.lavant.simulator.policy;

/// A rule that says how many hosts. One object serves one function's life: it may remember.
public sealed interface Policy permits Lavant, Keda, Kpa, Google {

    /// Seconds between two looks.
    double every();

    /// Whether it looks at once when an event finds no host.
    boolean rings();

    /// How many hosts there should be now.
    int hosts(Sight seen);
}
