/// Which events a function wants. A [Filter] is read once from text, in CESQL or as JSON of CloudEvents
/// subscriptions, and asked of every event; what it needs of an event at least is an [Anchor], by which rules
/// can be looked up. Pure.
@NullMarked
package dev.lavant.filter;

import org.jspecify.annotations.NullMarked;
