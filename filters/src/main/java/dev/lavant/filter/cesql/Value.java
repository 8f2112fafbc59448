package dev.lavant.filter.cesql;

/// A value in CESQL.
public sealed interface Value extends Result {
    /// A String.
    record Text(String text) implements Value {}

    /// An Integer.
    record Int(int number) implements Value {}

    /// A Boolean.
    record Bool(boolean truth) implements Value {}

    /// Its type.
    default Type type() {
        return switch (this) {
            case Text _ -> Type.STRING;
            case Int _ -> Type.INTEGER;
            case Bool _ -> Type.BOOLEAN;
        };
    }

    /// The value cast to a String, which always succeeds.
    default String asText() {
        return switch (this) {
            case Text(String text) -> text;
            case Int(int number) -> Integer.toString(number);
            case Bool(boolean truth) -> Boolean.toString(truth);
        };
    }
}
