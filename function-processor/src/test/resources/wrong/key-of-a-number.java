package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(
            String order,
            @Key long key,
            // error: parameter key of price is long: keys and headers are String, byte[], or Optional of one of these
            @Header("attempt") Optional<Integer> attempt) {}
            // error: parameter attempt of price is Optional: keys and headers are String, byte[], or Optional of one of these
}
