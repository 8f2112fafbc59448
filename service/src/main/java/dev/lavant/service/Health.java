package dev.lavant.service;

/// How a part of the platform is.
public sealed interface Health {
    /// It is well.
    record Up() implements Health {}

    /// It is not.
    ///
    /// @param why in words that an operator can act on
    record Down(String why) implements Health {}

    /// Well when the claim holds.
    ///
    /// @param otherwise what is wrong when it does not
    static Health of(boolean claim, String otherwise) {
        return claim ? new Up() : new Down(otherwise);
    }
}
