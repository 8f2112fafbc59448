package dev.lavant.filter.cesql;

import dev.lavant.filter.cesql.Expression.Span;

/// A word of a CESQL text.
///
/// @param text as written; of a string the characters that it stands for
record Token(Kind kind, String text, Span span) {

    /// Its kind.
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    boolean symbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean keyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /// The token for messages.
    String shown() {
        return kind == Kind.END ? "the end" : kind == Kind.STRING ? "the text '" + text + "'" : "'" + text + "'";
    }
}
