package dev.lavant.cli.deadletter;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.replay.Letter;
import java.time.Instant;
import java.util.Locale;

/// A dead letter in a list: enough to choose it by.
record LetterRow(Letter letter) {
    static final Listing<LetterRow> LISTING = new Listing<>(
            Column.text("LETTER", "letter", row -> row.letter().place()),
            Column.text(
                    "DIED",
                    "deadAt",
                    row -> Instant.ofEpochMilli(row.letter().record().timestamp())
                            .toString()),
            Column.text("CODE", "code", row -> row.said("code")),
            Column.text("ERROR", "exception", row -> row.said("exception")),
            Column.number("REPLAYS", "replays", row -> (long) row.letter().times()),
            Column.text("STATE", "state", row -> row.letter().fate().name().toLowerCase(Locale.ROOT)),
            Column.text("MESSAGE", "message", row -> row.said("message")));

    private String said(String name) {
        return letter.said(name).orElse("-");
    }
}
