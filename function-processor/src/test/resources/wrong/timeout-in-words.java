package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", timeout = "5 seconds")
    void price(String order) {}
    // error: timeout '5 seconds' is not a duration: write a whole number and ms, s, m or h, such as 500ms or 30s
}
