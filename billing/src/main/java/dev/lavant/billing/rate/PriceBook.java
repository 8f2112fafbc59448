package dev.lavant.billing.rate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;

/// What compute costs, in whole 1e-12 of a currency (pico), so that no price is ever a fraction.
///
/// @param name of the book; stands on every statement rated with it
/// @param currency ISO 4217
/// @param picosPerGibSecond for a second of a GiB of reserved memory, at least 0
/// @param picosPerCpuSecond for a second of CPU time used, at least 0
/// @param picosPerMillionEvents at least 0
public record PriceBook(
        String name, String currency, long picosPerGibSecond, long picosPerCpuSecond, long picosPerMillionEvents) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String STANDARD = "/dev/lavant/billing/price-book.properties";

    public PriceBook {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a price book needs a name");
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency must be three capital letters (ISO 4217), was " + currency);
        }
        requireNotNegative("picos-per-gib-second", picosPerGibSecond);
        requireNotNegative("picos-per-cpu-second", picosPerCpuSecond);
        requireNotNegative("picos-per-million-events", picosPerMillionEvents);
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

    /// Reads a book.
    ///
    /// @throws IllegalArgumentException naming the entry that is missing or wrong
    public static PriceBook from(Properties text) {
        return new PriceBook(
                required(text, "name"),
                required(text, "currency"),
                number(text, "picos-per-gib-second"),
                number(text, "picos-per-cpu-second"),
                number(text, "picos-per-million-events"));
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

    private static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }
}
