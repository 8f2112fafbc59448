package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", batch = @Batch(max = 1001, maxWait = "2m"))
    void price(List<Event<String>> orders) {}
    // error: batch.max must be 1 to 1000, was 1001
    // error: batch.max-wait must be at most 1m, was 2m
}
