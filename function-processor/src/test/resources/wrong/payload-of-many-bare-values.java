package shop;

import dev.lavant.function.*;
import java.util.List;

class Wrong {
    @EventFunction(topics = "orders", batch = @Batch(max = 10))
    void price(List<String> orders) {}
    // error: parameter orders of price: a batch is a list of events: write List<Event<Order>>
}
