package dev.lavant.cli.prices;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.PriceBooks;
import dev.lavant.billing.rate.Sku;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Column.Aligned;
import dev.lavant.cli.show.Listing;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `lavant prices show`.
@Command(name = "show", description = "Show price books in the order in which they hold.")
public final class ShowPrices implements Callable<Integer> {
    private static final int PICO_DIGITS = 12;
    private static final Listing<Row> LISTING = new Listing<>(
            Column.text("BOOK", "book", row -> row.book().name()),
            Column.text("FROM", "validFrom", row -> row.book().validFrom().toString()),
            Column.text("SKU", "sku", row -> row.sku().id()),
            Column.seen("PRICE", Aligned.RIGHT, Row::price),
            Column.text("CURRENCY", "currency", row -> row.book().currency()),
            Column.text("FOR", "pricingUnit", row -> row.sku().unit().priced()),
            Column.field("picos", row -> row.book().picos(row.sku())));

    private final CommonOptions common;

    /// A price of a book.
    private record Row(PriceBook book, Sku sku) {
        private String price() {
            return BigDecimal.valueOf(book.picos(sku), PICO_DIGITS)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    /// A verb of one command line.
    public ShowPrices(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        PriceBooks books = PriceTopic.read(Platform.reach(common.addresses()));
        List<Row> rows =
                books.inOrder().stream().flatMap(one -> priced(one.book())).toList();
        common.console().list(LISTING, rows);
        return Exit.OK.code();
    }

    private static Stream<Row> priced(PriceBook book) {
        return Arrays.stream(Sku.values()).filter(sku -> book.picos(sku) > 0).map(sku -> new Row(book, sku));
    }
}
