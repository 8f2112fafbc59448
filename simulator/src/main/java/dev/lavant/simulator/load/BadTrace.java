package dev.lavant.simulator.load;

/// A file of arrivals has a line that cannot be read.
public final class BadTrace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    /// @param line counted from 1; 0 when it is about the whole file
    /// @param why a sentence without a full stop
    BadTrace(int line, String why) {
        super(why);
        this.line = line;
    }

    /// Where, counted from 1; 0 when it is about the whole file.
    public int line() {
        return line;
    }

    /// What is wrong there, a sentence without a full stop.
    public String why() {
        return String.valueOf(getMessage());
    }
}
