package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", output = "billing.usage")
    String price(String order) { return order; }
    // error: output 'billing.usage' is a topic of the platform itself: write to one of your own
}
