package dev.lavant.filter.cesql;

/// What an expression gives for an event: a value, or an error and what the expression is worth nevertheless.
public sealed interface Result permits Value, Failed {

    /// The primary output, which is there after an error, too.
    default Value value() {
        return switch (this) {
            case Value value -> value;
            case Failed failed -> failed.worth();
        };
    }
}
