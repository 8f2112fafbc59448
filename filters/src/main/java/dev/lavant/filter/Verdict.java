package dev.lavant.filter;

/// What a filter says of an event.
public sealed interface Verdict {
    /// It gets through.
    record Matches() implements Verdict {}

    /// It does not.
    record Differs() implements Verdict {}

    /// It does not, for the filter has no value for it. Source: CESQL 1.0.0, section 1.2.
    ///
    /// @param why e.g. which attribute it lacks
    record Fails(String why) implements Verdict {}
}
