package dev.lavant.cli.prices;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.PriceBooks;
import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.PriceBookVersion;
import dev.lavant.schemas.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant prices set`.
@Command(
        name = "set",
        description = {
            "Publish a price book. It holds from the hour `valid-from` on, until one that begins later; a book is never",
            "changed. Closed hours that it holds for, of the last 92 days, are rated again: the differences come as",
            "corrections, and nothing that is final changes."
        })
public final class SetPrices implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(
            paramLabel = "FILE",
            description = "name, currency, valid-from and prices, one on a line, as `picos-per-gib-second = 16666700`.")
    private Path file = Path.of("");

    /// A verb of one command line.
    public SetPrices(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        PriceBook book = book();
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.PRICES);
        PriceBookVersion version = PriceBooks.version(book, Instant.ofEpochMilli(System.currentTimeMillis()));
        PriceBooks books = PriceTopic.read(platform);
        if (books.published().containsKey(book.name())) {
            throw wrong("there is a price book '" + book.name() + "' already, and books are never changed");
        }
        try {
            PriceBooks _ = books.with(version);
        } catch (IllegalArgumentException refused) {
            throw wrong(String.valueOf(refused.getMessage()));
        }
        write(platform, version);
        common.console().hint("It holds from " + book.validFrom() + " on. See all:  lavant prices show");
        return Exit.OK.code();
    }

    private PriceBook book() {
        var text = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            text.load(reader);
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    Exit.NOT_FOUND,
                    "there is no price book at " + file,
                    "It cannot be read: " + unreadable + ".",
                    "Write one:  name, currency, valid-from, picos-per-gib-second …, one on a line");
        }
        if (!text.containsKey("valid-from")) {
            throw wrong("a price book that is published needs 'valid-from'");
        }
        try {
            return PriceBook.from(text);
        } catch (IllegalArgumentException refused) {
            throw wrong(String.valueOf(refused.getMessage()));
        }
    }

    private CommandFailed wrong(String what) {
        return new CommandFailed(Exit.USAGE, what, "Nothing was published.", "Change " + file + " and type it again.");
    }

    private static void write(Platform platform, PriceBookVersion version) {
        byte[] key = version.getName().getBytes(StandardCharsets.UTF_8);
        byte[] value = platform.connection().wire().encode(Topics.PRICES, version);
        try (var producer = platform.producer()) {
            producer.send(new ProducerRecord<>(Topics.PRICES, key, value)).get();
        } catch (ExecutionException refused) {
            throw new KafkaException("the price book was not written: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing", interrupted);
        }
    }
}
