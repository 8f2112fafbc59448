package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(String order, FunctionContext context, byte[] raw) {}
    // error: handler price must have exactly one payload parameter, has 2 (String order, byte[] raw): take one event; beside it may stand a FunctionContext, and parameters with @Key or @Header
}
