package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "type =", output = "prices")
    @interface EuOrders {}

    @EuOrders
    void price(String order) {}
    // error: filter is not valid: a value must stand here, not the end, at column 7 of: type =; write for example filter = "type = 'shop.purchase.completed'"
    // error: handler price returns nothing, but its output is 'prices': return what goes there, or remove output
}
