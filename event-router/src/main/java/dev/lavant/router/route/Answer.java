package dev.lavant.router.route;

/// Whether a function gets an event, and why not.
public sealed interface Answer {
    /// The function gets the event.
    record Matches() implements Answer {}

    /// Its filter does not let the event through.
    record Differs() implements Answer {}

    /// Its filter has no value for this event, e.g. for want of an attribute: it does not get it.
    record Undefined(String why) implements Answer {}

    /// The event is older than the function's first deploy in this partition.
    ///
    /// @param start the first offset that it gets
    record BeforeStart(long start) implements Answer {}

    /// The record has no attributes to ask about: the function does not get it.
    record NotAnEvent(String why) implements Answer {}
}
