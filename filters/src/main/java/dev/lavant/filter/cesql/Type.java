package dev.lavant.filter.cesql;

/// The types of CESQL. Source: CESQL 1.0.0, section 3.1.
public enum Type {
    /// Unicode characters.
    STRING,
    /// 32 bits with a sign.
    INTEGER,
    /// True or false.
    BOOLEAN;

    /// What an expression of the type is worth after an error.
    public Value zero() {
        return switch (this) {
            case STRING -> new Value.Text("");
            case INTEGER -> new Value.Int(0);
            case BOOLEAN -> new Value.Bool(false);
        };
    }

    /// Its name for people.
    public String word() {
        return switch (this) {
            case STRING -> "text";
            case INTEGER -> "a whole number";
            case BOOLEAN -> "true or false";
        };
    }
}
