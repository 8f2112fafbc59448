package dev.lavant.autoscaler.lead;

/// Whether an autoscaler may act.
public sealed interface Standing {

    /// It leads, as was proven within the last seconds.
    ///
    /// @param epoch of its claim; that of a later claim is greater
    record Leading(long epoch) implements Standing {}

    /// Another one leads: hosts of this one are not wanted any more.
    record Following() implements Standing {}

    /// It does not lead, or cannot prove it, and knows of nobody who does: everything stays as it is.
    record Unsure() implements Standing {}
}
