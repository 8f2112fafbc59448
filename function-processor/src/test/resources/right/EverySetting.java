package shop;

import dev.lavant.function.*;
import java.math.BigDecimal;
import java.util.List;

public class EverySetting {
    public record Order(String id, List<Line> lines) {}

    public record Line(String sku, BigDecimal price) {}

    static class Refused extends Exception {}

    /// Prices an order for its {@link Order}'s region. Then more
    /// of it.
    ///
    /// @param context of the attempt
    @EventFunction(
            name = "price",
            topics = {"orders", "late-orders"},
            outputs = {"prices", "taxes"},
            filter = "type = 'a\"b' AND subject LIKE 'eu-%'",
            timeout = "5s",
            memory = "1Gi",
            concurrency = 16,
            ordering = Ordering.PARTITION,
            retry =
                    @Retry(
                            attempts = 5,
                            backoff = "1s",
                            maxBackoff = "2s",
                            never = {IllegalArgumentException.class, Refused.class}),
            batch = @Batch(max = 100, maxWait = "2s"),
            startFrom = StartFrom.EARLIEST,
            targetLatency = "500ms")
    List<Out<?>> priceOrder(FunctionContext context, List<Event<Order>> orders) throws Refused {
        return List.of();
    }
}
