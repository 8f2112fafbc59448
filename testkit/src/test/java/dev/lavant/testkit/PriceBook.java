package dev.lavant.testkit;

import jakarta.inject.Singleton;

/// What things cost; asks nobody here, and is replaced in tests all the same.
@Singleton
class PriceBook {
    public long cents(String id) {
        return 100 + id.length();
    }
}
