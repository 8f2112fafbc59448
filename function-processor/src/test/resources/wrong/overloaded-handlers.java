package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(String order) {}
    // error: two handlers of Wrong are methods named price, and a deployment could not tell which to call: rename one of them

    @EventFunction(name = "raw", topics = "orders")
    void price(byte[] order) {}
    // error: two handlers of Wrong are methods named price, and a deployment could not tell which to call: rename one of them
}
