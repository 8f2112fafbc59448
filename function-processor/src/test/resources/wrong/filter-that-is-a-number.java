package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "LENGTH(type)")
    void price(String order) {}
    // error: filter can never be true: a filter is true or false, and LENGTH gives a whole number, at column 1 of: LENGTH(type)
}
