package shop;

import dev.lavant.function.*;

class Wrong {
    class Inner {
        @EventFunction(topics = "orders")
        void price(String order) {}
        // error: Wrong.Inner is an inner class, which needs an object around it: make it static, or a class of its own
    }
}
