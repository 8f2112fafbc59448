package dev.lavant.cli.show;

import java.util.Optional;
import java.util.function.Function;

/// One property of the things in a listing: how a person sees it and how a program does.
///
/// @param heading above the table's column; empty when tables leave the property out
/// @param field name in the JSON object; empty when JSON leaves it out
/// @param aligned to which side
/// @param text as a person reads it
/// @param value as a program reads it, see [JsonLine]
public record Column<T>(
        Optional<String> heading,
        Optional<String> field,
        Aligned aligned,
        Function<T, String> text,
        Function<T, Object> value) {

    /// Words stand to the left, numbers to the right.
    public enum Aligned {
        LEFT,
        RIGHT
    }

    /// Text that people and programs read alike.
    public static <T> Column<T> text(String heading, String field, Function<T, String> of) {
        return new Column<>(Optional.of(heading), Optional.of(field), Aligned.LEFT, of, of::apply);
    }

    /// A whole number that people and programs read alike.
    public static <T> Column<T> number(String heading, String field, Function<T, Long> of) {
        return new Column<>(
                Optional.of(heading),
                Optional.of(field),
                Aligned.RIGHT,
                of.andThen(number -> Long.toString(number)),
                of::apply);
    }

    /// A property that only tables show, because JSON has its parts.
    public static <T> Column<T> seen(String heading, Aligned aligned, Function<T, String> of) {
        return new Column<>(Optional.of(heading), Optional.empty(), aligned, of, of::apply);
    }

    /// A property that only JSON has.
    public static <T> Column<T> field(String field, Function<T, Object> of) {
        return new Column<>(Optional.empty(), Optional.of(field), Aligned.LEFT, _ -> "", of);
    }
}
