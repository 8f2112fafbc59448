package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = {})
    void price(String order) {}
    // error: topics is empty: name the topic whose events start the function, topics = "uploads"
}
