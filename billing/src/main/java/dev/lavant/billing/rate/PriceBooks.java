package dev.lavant.billing.rate;

import dev.lavant.schemas.PriceBookVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All price books there are, and which of them holds when. Pure.
///
/// @param published by their names
public record PriceBooks(Map<String, Published> published) implements Prices {
    private static final Comparator<Published> NEWEST = Comparator.comparing(
                    (Published one) -> one.book().validFrom())
            .thenComparing(Published::at)
            .thenComparing(one -> one.book().name());

    public PriceBooks {
        published = Map.copyOf(published);
    }

    /// A book and when it was published.
    public record Published(PriceBook book, Instant at) {}

    /// Those of a platform for which none was published.
    ///
    /// @param first holds where no other does
    public static PriceBooks of(PriceBook first) {
        var always = new PriceBook(first.name(), first.currency(), Instant.EPOCH, first.picos());
        return new PriceBooks(Map.of(first.name(), new Published(always, Instant.EPOCH)));
    }

    /// With one more.
    ///
    /// @throws IllegalArgumentException when there is another one of its name, or it has another currency
    public PriceBooks with(PriceBookVersion version) {
        Published more = read(version);
        for (Published known : published.values()) {
            if (known.book().name().equals(more.book().name()) && !known.equals(more)) {
                throw new IllegalArgumentException(
                        "there is a price book '" + known.book().name() + "' already, and books are never changed");
            }
            if (!known.book().currency().equals(more.book().currency())) {
                throw new IllegalArgumentException("price books are in "
                        + known.book().currency() + ", not in " + more.book().currency());
            }
        }
        var all = new HashMap<>(published);
        all.put(more.book().name(), more);
        return new PriceBooks(all);
    }

    @Override
    public PriceBook at(Instant hour) {
        Stream<Published> begun = published.values().stream()
                .filter(one -> !one.book().validFrom().isAfter(hour));
        return begun.max(NEWEST).orElseThrow().book();
    }

    /// In the order in which they hold.
    public List<Published> inOrder() {
        return published.values().stream().sorted(NEWEST).toList();
    }

    /// A book as a record.
    public static PriceBookVersion version(PriceBook book, Instant publishedAt) {
        var picos = new TreeMap<String, Long>();
        book.picos().forEach((sku, price) -> picos.put(sku.id(), price));
        return new PriceBookVersion(book.name(), book.currency(), book.validFrom(), picos, publishedAt);
    }

    private static Published read(PriceBookVersion version) {
        var picos = new EnumMap<Sku, Long>(Sku.class);
        version.getPicos()
                .forEach((id, price) -> picos.put(
                        Sku.of(id)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "price book " + version.getName() + " has a price for '" + id + "'")),
                        price));
        var book = new PriceBook(version.getName(), version.getCurrency(), version.getValidFrom(), picos);
        return new Published(book, version.getPublishedAt());
    }
}
