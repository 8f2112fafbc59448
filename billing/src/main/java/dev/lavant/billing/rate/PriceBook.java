package dev.lavant.billing.rate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/// What compute costs, in whole 1e-12 of a currency (pico), so that no price is ever a fraction.
///
/// @param name of the book; stands on every statement rated with it
/// @param currency ISO 4217
/// @param validFrom the first hour that it prices; on the hour, so that no statement has two prices
/// @param picos for one pricing unit of each SKU, at least 0; one that is missing costs nothing
public record PriceBook(String name, String currency, Instant validFrom, Map<Sku, Long> picos) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String STANDARD = "/dev/lavant/billing/price-book.properties";
    private static final String PRICES = "picos-per-";

    public PriceBook {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a price book needs a name");
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency must be three capital letters (ISO 4217), was " + currency);
        }
        if (!validFrom.equals(validFrom.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("valid-from must be on the hour, was " + validFrom);
        }
        picos = picos.isEmpty() ? Map.of() : new EnumMap<>(picos);
        picos.forEach(PriceBook::requireNotNegative);
    }

    /// The book that comes with Lavant.
    public static PriceBook standard() {
        var text = new Properties();
        try (InputStream file = PriceBook.class.getResourceAsStream(STANDARD)) {
            if (file == null) {
                throw new IllegalStateException(STANDARD + " is not on the class path");
            }
            text.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return from(text);
    }

    /// Reads a book. The prices of a GiB-second, a CPU-second and a million events must be there, others may.
    ///
    /// @throws IllegalArgumentException naming the entry that is missing or wrong
    public static PriceBook from(Properties text) {
        var picos = new EnumMap<Sku, Long>(Sku.class);
        for (Sku sku : Sku.values()) {
            if (sku.compareTo(Sku.CPU) <= 0 || text.containsKey(sku.entry())) {
                picos.put(sku, number(text, sku.entry()));
            }
        }
        requireKnown(text, picos);
        return new PriceBook(required(text, "name"), required(text, "currency"), validFrom(text), picos);
    }

    /// What one pricing unit of a SKU costs, 1e-12 of the currency.
    public long picos(Sku sku) {
        return picos.getOrDefault(sku, 0L);
    }

    private static void requireKnown(Properties text, Map<Sku, Long> picos) {
        for (String name : text.stringPropertyNames()) {
            if (name.startsWith(PRICES)
                    && picos.keySet().stream().noneMatch(sku -> sku.entry().equals(name))) {
                throw new IllegalArgumentException("a price book has no '" + name + "'");
            }
        }
    }

    private static Instant validFrom(Properties text) {
        String from = text.getProperty("valid-from", Instant.EPOCH.toString()).strip();
        try {
            return Instant.parse(from);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("valid-from must be a time as 2026-12-01T00:00:00Z, was " + from, wrong);
        }
    }

    private static String required(Properties text, String name) {
        String value = text.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("a price book needs '" + name + "', got " + text.keySet());
        }
        return value.strip();
    }

    private static long number(Properties text, String name) {
        String value = required(text, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException fraction) {
            throw new IllegalArgumentException(
                    name + " must be a whole number of 1e-12 of the currency, was " + value, fraction);
        }
    }

    private static void requireNotNegative(Sku sku, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(sku.entry() + " must not be negative, was " + value);
        }
    }
}
