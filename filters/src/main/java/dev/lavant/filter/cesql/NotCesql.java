package dev.lavant.filter.cesql;

/// A text is no CESQL: the specification's _ParseError_.
public final class NotCesql extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int column;

    /// @param column where it stops making sense, from 1
    NotCesql(String why, int column) {
        super(why);
        this.column = column;
    }

    /// Where the text stops making sense, in characters from 1; one beyond the end when something is missing there.
    public int column() {
        return column;
    }
}
