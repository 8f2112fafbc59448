package dev.lavant.cli.deadletter;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import java.time.Instant;
import java.util.Optional;

/// How many dead letters a function has.
///
/// @param newest when the last one was written
record DeadLetterCount(String function, long deadLetters, Optional<Instant> newest) {
    static final Listing<DeadLetterCount> LISTING = new Listing<>(
            Column.text("FUNCTION", "function", DeadLetterCount::function),
            Column.number("DEAD LETTERS", "deadLetters", DeadLetterCount::deadLetters),
            Column.seen(
                    "NEWEST",
                    Column.Aligned.LEFT,
                    count -> count.newest().map(Instant::toString).orElse("-")),
            Column.field("newest", DeadLetterCount::newest));

    static DeadLetterCount none() {
        return new DeadLetterCount("", 0, Optional.empty());
    }

    /// @param at milliseconds since 1970
    static DeadLetterCount one(long at) {
        return new DeadLetterCount("", 1, Optional.of(Instant.ofEpochMilli(at)));
    }

    DeadLetterCount plus(DeadLetterCount later) {
        return new DeadLetterCount(function, deadLetters + later.deadLetters, later.newest.or(() -> newest));
    }

    DeadLetterCount of(String name) {
        return new DeadLetterCount(name, deadLetters, newest);
    }
}
