package dev.lavant.cli.show;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/// Where a verb prints, and how.
///
/// @param out for data, and nothing else
/// @param err for hints and warnings
/// @param ansi colors, or none
public record Console(PrintWriter out, PrintWriter err, Format format, Ansi ansi) {

    /// Prints rows as data; a table without rows keeps its heading.
    public <T> void list(Listing<T> listing, List<T> rows) {
        switch (format) {
            case TABLE -> listing.table(rows).forEach(out::println);
            case JSON -> rows.forEach(row -> out.println(listing.json(row)));
        }
    }

    /// Says something beside the data.
    public void hint(String sentence) {
        err.println(sentence);
    }

    /// True when nobody reads the data any more, e.g. `lavant event tail orders | head`.
    public boolean abandoned() {
        return out.checkError();
    }
}
