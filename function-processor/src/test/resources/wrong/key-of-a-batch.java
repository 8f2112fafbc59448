package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", batch = @Batch(max = 500))
    void price(
            List<Event<String>> orders,
            @Key String key,
            // error: parameter key of price is of one event, but the handler takes a batch: read key() and headers() of each Event in it
            FunctionContext context) {}
}
