package dev.lavant.router.route;

import dev.lavant.filter.cesql.EventView;

/// What there is of an event for a filter to ask about.
public sealed interface Attributes {
    /// The record is a CloudEvent.
    record Known(EventView event) implements Attributes {}

    /// It is none, and no filter matches it, not even `TRUE`: a filter says which events, and this is not one.
    record Missing(String why) implements Attributes {}
}
