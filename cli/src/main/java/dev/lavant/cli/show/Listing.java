package dev.lavant.cli.show;

import dev.lavant.cli.show.Column.Aligned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Prints things of one kind, as a table or as JSON, from one definition of their columns.
///
/// A table has no borders, its words stand to the left and its numbers to the right, two spaces apart.
public final class Listing<T> {
    private static final String GAP = "  ";

    private final List<Column<T>> columns;

    /// @param columns in the order in which they are printed
    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never written to
    public Listing(Column<T>... columns) {
        this.columns = List.of(columns);
    }

    /// A heading and one line for each row.
    public List<String> table(List<T> rows) {
        var shown =
                columns.stream().filter(column -> column.heading().isPresent()).toList();
        var cells = new ArrayList<List<String>>();
        cells.add(shown.stream().flatMap(column -> column.heading().stream()).toList());
        rows.forEach(row -> cells.add(shown.stream()
                .map(column -> OneLine.of(column.text().apply(row)))
                .toList()));
        var widths = widths(cells);
        return cells.stream().map(line -> line(shown, line, widths)).toList();
    }

    /// One object on one line.
    public String json(T row) {
        var fields = new LinkedHashMap<String, Object>();
        columns.forEach(column -> column.field()
                .ifPresent(field -> fields.put(field, column.value().apply(row))));
        return JsonLine.of(fields);
    }

    private static int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.getFirst().size()];
        for (var line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static <T> String line(List<Column<T>> columns, List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            boolean right = columns.get(i).aligned() == Aligned.RIGHT;
            line.append(i == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(cells.get(i))
                    .append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }
}
