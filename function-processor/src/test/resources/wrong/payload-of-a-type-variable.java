package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    <T> void price(T order) {}
    // error: parameter order of price: type variable T is not known when compiling: write the type itself
}
