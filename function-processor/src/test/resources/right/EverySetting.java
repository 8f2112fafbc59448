package shop;

import dev.lavant.function.*;
import java.math.BigDecimal;
import java.util.List;

public class EverySetting {
    public record Order(String id, List<Line> lines) {}

    public record Line(String sku, BigDecimal price) {}

    @EventFunction(
            name = "price",
            topics = {"orders", "late-orders"},
            output = "prices",
            filter = "type = 'a\"b' AND subject LIKE 'eu-%'",
            timeout = "5s",
            memory = "1Gi",
            concurrency = 16,
            attempts = 5,
            backoff = "1m",
            targetLatency = "500ms")
    List<Out<?>> priceOrder(FunctionContext context, Event<Order> order) {
        return List.of();
    }
}
