package shop;

import dev.lavant.function.*;

class Wrong {
    private static class Hidden {
        @EventFunction(topics = "orders")
        void price(String order) {}
        // error: Wrong.Hidden is private, so that no object can be made of it: remove 'private'
    }
}
