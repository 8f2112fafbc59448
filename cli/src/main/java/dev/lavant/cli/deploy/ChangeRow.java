package dev.lavant.cli.deploy;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.publish.Change;

/// What a deploy does to one function, as it is shown.
record ChangeRow(Change change) {
    static final Listing<ChangeRow> LISTING = new Listing<>(
            Column.text("FUNCTION", "function", row -> row.change.after().getName()),
            Column.seen("REV", Aligned.RIGHT, ChangeRow::revisions),
            Column.field("revision", row -> row.change.after().getRevision()),
            Column.field("before", row -> row.change.before().map(before -> before.getRevision())),
            Column.field("changed", row -> !row.change.nothing()),
            Column.text("CHANGES", "changes", ChangeRow::differences));

    private String revisions() {
        int after = change.after().getRevision();
        return change.before()
                .filter(before -> before.getRevision() != after)
                .map(before -> before.getRevision() + " → " + after)
                .orElseGet(() -> Integer.toString(after));
    }

    private String differences() {
        return change.nothing() ? "none" : String.join(", ", change.differences());
    }
}
