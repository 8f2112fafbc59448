package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", retry = @Retry(backoff = "1d"))
    void price(String order) {}
    // error: retry.backoff '1d' is not a duration: write a whole number and ms, s, m or h, such as 500ms or 30s
}
