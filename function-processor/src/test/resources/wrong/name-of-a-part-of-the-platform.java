package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void router(String order) {}
    // error: function name 'router' is taken by a part of the platform, whose Kafka group 'lavant.router' the function's hosts would join: write for example name = "router-events"
}
