package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", memory = "256")
    void price(String order) {}
    // error: memory '256' is not a size: write a whole number and Mi or Gi, such as 256Mi or 1Gi
}
