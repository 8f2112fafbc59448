package dev.lavant.filter;

/// An attribute with a value that an event must have. A filter needs one of a set of them: no other event gets
/// through it, and for no other event does it fail but for want of that attribute or of what stands before it
/// in the filter.
public record Anchor(String attribute, String value) {}
