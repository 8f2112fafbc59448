package shop;

import dev.lavant.function.*;
import java.util.concurrent.CompletableFuture;

class Wrong {
    @EventFunction(topics = "orders", output = "prices")
    CompletableFuture<String> price(String order) { return new CompletableFuture<>(); }
    // error: handler price returns CompletableFuture, but it runs on a thread of its own and may wait: return the value itself
}
