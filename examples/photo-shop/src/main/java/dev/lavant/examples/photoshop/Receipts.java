package dev.lavant.examples.photoshop;

import dev.lavant.function.EventFunction;
import dev.lavant.function.RejectEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;

/// Writes the receipt of each purchase that was completed. Money is decimal throughout.
public class Receipts {
    private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MOST_UNIT_PRICE = BigDecimal.valueOf(1_000_000_000);

    /// `unitPrice` of the schema holds no more.
    private static final int MOST_DECIMALS = 6;

    /// Rounds each line half-even to the currency's smallest unit and adds up what it rounded, so that whoever
    /// checks the receipt comes to the same total: 3 at 0.335 EUR and 1 at 0.125 EUR are 1.00 + 0.12 = 1.12 EUR.
    @EventFunction(topics = "purchases", filter = "type = 'shop.purchase.completed'", output = "receipts")
    Receipt receipt(Purchase purchase) {
        int decimals = decimalsOf(purchase.currency());
        List<ReceiptLine> lines =
                purchase.lines().stream().map(line -> priced(line, decimals)).toList();
        if (lines.isEmpty()) {
            throw new RejectEvent("purchase " + purchase.purchaseId() + " has no lines");
        }
        return Receipt.newBuilder()
                .setReceiptId("receipt-" + purchase.purchaseId())
                .setPurchaseId(purchase.purchaseId())
                .setCustomer(purchase.customer())
                .setLines(lines)
                .setCurrency(purchase.currency())
                .setTotal(lines.stream().map(ReceiptLine::getAmount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .build();
    }

    private static ReceiptLine priced(Purchase.Line line, int decimals) {
        int quantity = quantityOf(line);
        BigDecimal unitPrice = unitPriceOf(line);
        BigDecimal exact = unitPrice.multiply(BigDecimal.valueOf(quantity));
        return ReceiptLine.newBuilder()
                .setSku(line.sku())
                .setQuantity(quantity)
                .setUnitPrice(unitPrice)
                .setAmount(exact.setScale(decimals, RoundingMode.HALF_EVEN))
                .build();
    }

    private static int quantityOf(Purchase.Line line) {
        BigDecimal quantity = line.quantity();
        boolean inRange = quantity.signum() > 0 && quantity.compareTo(MOST_PIECES) <= 0;
        if (!inRange || quantity.stripTrailingZeros().scale() > 0) {
            throw new RejectEvent(
                    "quantity of " + line.sku() + " must be a whole number, 1 to " + MOST_PIECES + ", was " + quantity);
        }
        return quantity.intValueExact();
    }

    private static BigDecimal unitPriceOf(Purchase.Line line) {
        BigDecimal unitPrice = line.unitPrice();
        if (unitPrice.signum() < 0 || unitPrice.compareTo(MOST_UNIT_PRICE) > 0) {
            throw new RejectEvent(
                    "unitPrice of " + line.sku() + " must be 0 to " + MOST_UNIT_PRICE + ", was " + unitPrice);
        }
        if (unitPrice.stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw new RejectEvent("unitPrice of " + line.sku() + " must have at most " + MOST_DECIMALS
                    + " decimals, was " + unitPrice);
        }
        return unitPrice;
    }

    private static int decimalsOf(String currency) {
        try {
            int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
            if (decimals >= 0) {
                return decimals;
            }
        } catch (IllegalArgumentException unknown) {
            throw new RejectEvent("currency must be an ISO 4217 code, was '" + currency + "'", unknown);
        }
        throw new RejectEvent("currency " + currency + " has no smallest unit to round to");
    }
}
