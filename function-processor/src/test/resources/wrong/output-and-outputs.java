package shop;

import dev.lavant.function.*;
import java.util.*;

class Wrong {
    @EventFunction(topics = "orders", output = "prices", outputs = {"taxes", "refunds"})
    Out<?> price(String order) { return Out.to("taxes", order); }
    // error: function 'price' has an output and several outputs: write all of them in outputs
}
