package dev.lavant.billing.collect;

import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.PriceBooks;
import dev.lavant.billing.rate.Prices;
import dev.lavant.schemas.PriceBookVersion;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The price books that were published. Owned by the task's thread.
final class Books implements Prices {
    private static final Logger LOG = LoggerFactory.getLogger(Books.class);

    private final AvroWire wire;
    private final KeyValueStore<String, byte[]> store;
    private PriceBooks known;

    /// @param first holds where no other does
    /// @param store by their names
    Books(AvroWire wire, PriceBook first, KeyValueStore<String, byte[]> store) {
        this.wire = wire;
        this.store = store;
        this.known = PriceBooks.of(first);
        try (var kept = store.all()) {
            kept.forEachRemaining(book -> known = known.with(wire.decode(book.value, PriceBookVersion.class)));
        }
    }

    @Override
    public PriceBook at(Instant hour) {
        return known.at(hour);
    }

    /// Takes in another book. One that cannot be is logged and left out: what was rated stays.
    ///
    /// @return from when it holds; empty when it was left out
    Optional<Instant> publish(String name, Optional<byte[]> book) {
        try {
            PriceBookVersion version = wire.decode(
                    book.orElseThrow(() -> new IllegalArgumentException("books are never removed")),
                    PriceBookVersion.class);
            known = known.with(version);
            store.put(name, wire.encode(Topics.PRICES, version));
            return Optional.of(version.getValidFrom());
        } catch (UnreadableRecord | IllegalArgumentException wrong) {
            LOG.atError().addKeyValue("book", name).setCause(wrong).log("price book left out");
            return Optional.empty();
        }
    }
}
