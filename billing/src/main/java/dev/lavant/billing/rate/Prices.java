package dev.lavant.billing.rate;

import java.time.Instant;

/// Which price book holds for which hour.
public interface Prices {

    /// The book for an hour.
    PriceBook at(Instant hour);
}
