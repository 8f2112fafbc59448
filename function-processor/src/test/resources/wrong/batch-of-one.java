package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(List<Event<String>> orders) {}
    // error: handler price takes a batch, but batch.max is 1: write for example batch = @Batch(max = 500, maxWait = "1s")
}
