package dev.lavant.cli.prices;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.PriceBooks;
import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.PriceBookVersion;
import dev.lavant.schemas.topics.Topics;

/// The price books of a platform.
final class PriceTopic {
    private PriceTopic() {}

    /// Those that billing takes in; one that it leaves out is left out here too.
    static PriceBooks read(Platform platform) {
        var books = PriceBooks.of(PriceBook.standard());
        for (PriceBookVersion version :
                ControlTopics.read(platform, Topics.PRICES).prices()) {
            books = with(books, version);
        }
        return books;
    }

    private static PriceBooks with(PriceBooks books, PriceBookVersion version) {
        try {
            return books.with(version);
        } catch (IllegalArgumentException _) {
            return books;
        }
    }
}
