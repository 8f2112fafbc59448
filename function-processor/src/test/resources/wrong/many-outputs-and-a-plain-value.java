package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", outputs = {"taxes", "refunds"})
    String price(String order) { return order; }
    // error: handler price returns String, which does not say to which of its 2 outputs it goes: return Out<?> made with Out.to(topic, value), or a List of these
}
