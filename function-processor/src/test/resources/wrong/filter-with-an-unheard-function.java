package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "UPER(type) = 'X'")
    void price(String order) {}
    // error: filter can never be true: there is no function UPER, but ABS, BOOL, CONCAT, CONCAT_WS, HAS_HEADER, HEADER, INT, IS_BOOL, IS_INT, LEFT, LENGTH, LOWER, RIGHT, STRING, SUBSTRING, TRIM, UPPER, at column 1 of: UPER(type) = 'X'
}
