package dev.lavant.examples.photoshop;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A purchase, as the shop's web page sends it in JSON.
///
/// @param currency ISO 4217
public record Purchase(String purchaseId, String customer, String currency, List<Line> lines) {

    /// @throws IllegalArgumentException when the JSON lacked something
    public Purchase {
        require("purchaseId", purchaseId);
        require("customer", customer);
        require("currency", currency);
        require("lines", lines);
    }

    /// Some of one article.
    ///
    /// @param quantity whole; decimal all the same, since an `int` would be read from 1.5 as 1
    /// @param unitPrice in the currency's main unit: `9.90`, as a number or a string
    public record Line(String sku, BigDecimal quantity, BigDecimal unitPrice) {

        /// @throws IllegalArgumentException when the JSON lacked something
        public Line {
            require("sku", sku);
            require("quantity", quantity);
            require("unitPrice", unitPrice);
        }
    }

    private static void require(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a purchase must have " + name);
        }
    }
}
