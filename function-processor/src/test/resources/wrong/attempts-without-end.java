package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", retry = @Retry(attempts = 101))
    void price(String order) {}
    // error: retry.attempts must be 1 to 100, was 101
}
