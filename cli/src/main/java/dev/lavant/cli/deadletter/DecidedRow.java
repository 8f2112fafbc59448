package dev.lavant.cli.deadletter;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.replay.Redriven;

/// What a verb has done about a function's dead letters.
record DecidedRow(String function, Redriven redriven) {
    static final Listing<DecidedRow> LISTING = new Listing<>(
            Column.text("FUNCTION", "function", DecidedRow::function),
            Column.number("CHOSEN", "chosen", row -> row.redriven().chosen()),
            Column.number("DONE", "done", row -> row.redriven().done()),
            Column.number(
                    "DECIDED BEFORE", "decidedBefore", row -> row.redriven().before()),
            Column.number("NOT WHOLE", "notWhole", row -> row.redriven().notWhole()));
}
