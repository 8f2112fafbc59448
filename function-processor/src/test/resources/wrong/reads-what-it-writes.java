package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = {"orders", "prices"}, output = "prices")
    String price(String order) { return order; }
    // error: function 'price' reads and writes topic 'prices', so that it would start itself for ever: write to another topic
}
