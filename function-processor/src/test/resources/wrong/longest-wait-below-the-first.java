package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", retry = @Retry(backoff = "10s", maxBackoff = "5s"))
    void price(String order) {}
    // error: retry.max-backoff 5s is less than retry.backoff 10s: make it at least that
}
