package dev.lavant.console.picture;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// All functions together.
///
/// @param lag of those whose lag is known; nothing when none is
/// @param lagsUnknown functions whose lag is not
/// @param desired of those for which something was decided
public record Totals(
        int functions,
        Optional<Long> lag,
        int lagsUnknown,
        Optional<Long> oldestMillis,
        Optional<Integer> desired,
        FunctionRow.Hosts hosts,
        double rate,
        double failing,
        int coldStarts,
        FunctionRow.Bill bill) {

    static Totals of(Collection<FunctionRow> rows, FunctionRow.Bill bill) {
        return new Totals(
                rows.size(),
                known(rows, FunctionRow::lag).reduce(Math::addExact),
                (int) rows.stream().filter(row -> row.lag().isEmpty()).count(),
                known(rows, FunctionRow::oldestMillis).reduce(Math::max),
                known(rows, FunctionRow::desired).reduce(Math::addExact),
                new FunctionRow.Hosts(
                        hosts(rows, FunctionRow.Hosts::live),
                        hosts(rows, FunctionRow.Hosts::ready),
                        hosts(rows, FunctionRow.Hosts::starting),
                        hosts(rows, FunctionRow.Hosts::draining),
                        hosts(rows, FunctionRow.Hosts::inFlight)),
                sum(rows, FunctionRow::rate),
                sum(rows, FunctionRow::failing),
                rows.stream().mapToInt(FunctionRow::coldStarts).sum(),
                bill);
    }

    private static <T> Stream<T> known(Collection<FunctionRow> rows, Function<FunctionRow, Optional<T>> value) {
        return rows.stream().map(value).flatMap(Optional::stream);
    }

    private static int hosts(Collection<FunctionRow> rows, ToIntFunction<FunctionRow.Hosts> count) {
        return rows.stream().map(FunctionRow::hosts).mapToInt(count).sum();
    }

    private static double sum(Collection<FunctionRow> rows, ToDoubleFunction<FunctionRow> value) {
        return rows.stream().mapToDouble(value).sum();
    }
}
