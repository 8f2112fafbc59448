package dev.lavant.function;

/// Which events of a function are handled one after another, in the order in which they came.
public enum Ordering {
    /// Those with the same key. A slow or failing event holds back its key and nothing else.
    KEY,
    /// Those of the same partition. A slow or failing event holds back all that is behind it there.
    PARTITION,
    /// None: nothing waits for anything else.
    NONE
}
