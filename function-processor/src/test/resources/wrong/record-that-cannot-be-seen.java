package shop;

import dev.lavant.function.*;

class Wrong {
    // error: record Wrong.Order.Line is read as JSON from package shop, which cannot see it: make it public
    public record Order(Line line) {
        private record Line(int quantity) {}
    }

    @EventFunction(topics = "orders")
    void price(Order order) {}
}
