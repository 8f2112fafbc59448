package shop;

import dev.lavant.function.*;
import java.util.concurrent.Flow;

class Wrong {
    @EventFunction(topics = "orders", output = "prices")
    Flow.Publisher<String> price(String order) { return subscriber -> {}; }
    // error: handler price returns Flow.Publisher, but it runs on a thread of its own and may wait: return the value itself
}
