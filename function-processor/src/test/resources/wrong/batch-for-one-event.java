package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", batch = @Batch(max = 500))
    void price(Event<String> order) {}
    // error: handler price takes one event, but batch.max is 500: take List<Event<…>>, or remove batch
}
