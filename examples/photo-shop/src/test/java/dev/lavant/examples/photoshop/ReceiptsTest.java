package dev.lavant.examples.photoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.examples.photoshop.Purchase.Line;
import dev.lavant.function.RejectEvent;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {
    private final Receipts receipts = new Receipts();

    @Test
    void a_receipt_says_what_was_bought_and_adds_up() {
        var purchase = new Purchase(
                "p-7",
                "ada",
                "EUR",
                List.of(
                        new Line("print-a4", new BigDecimal("3"), new BigDecimal("0.335")),
                        new Line("frame", new BigDecimal("1"), new BigDecimal("19.90"))));

        assertThat(receipts.receipt(purchase))
                .isEqualTo(new Receipt(
                        "receipt-p-7",
                        "p-7",
                        "ada",
                        List.of(
                                new ReceiptLine("print-a4", 3, new BigDecimal("0.335"), new BigDecimal("1.00")),
                                new ReceiptLine("frame", 1, new BigDecimal("19.90"), new BigDecimal("19.90"))),
                        "EUR",
                        new BigDecimal("20.90")));
    }

    @ParameterizedTest(name = "{1} at {2} {0} is {3}")
    @CsvSource({
        "EUR, 1, 0.125, 0.12",
        "EUR, 1, 0.135, 0.14",
        "EUR, 3, 0.1, 0.30",
        "EUR, 1, 0, 0.00",
        "JPY, 3, 0.5, 2",
        "KWD, 1, 1.0005, 1.000",
        "USD, 1000000, 1000000000, 1000000000000000.00"
    })
    void an_amount_is_rounded_half_even_to_the_currencys_smallest_unit(
            String currency, String quantity, BigDecimal unitPrice, BigDecimal amount) {
        assertThat(receipts.receipt(purchase(currency, quantity, unitPrice)).getTotal())
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1000001", "1.5", "1E+999999999", "1E-999999999"})
    void a_quantity_that_nobody_buys_is_rejected(String quantity) {
        assertThatThrownBy(() -> receipts.receipt(purchase("EUR", quantity, BigDecimal.ONE)))
                .isInstanceOf(RejectEvent.class)
                .hasMessage("quantity of frame must be a whole number, 1 to 1000000, was " + quantity);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.01, 'must be 0 to 1000000000, was -0.01'",
        "1E+999999999, 'must be 0 to 1000000000, was 1E+999999999'",
        "0.0000001, 'must have at most 6 decimals, was 1E-7'"
    })
    void a_price_that_the_receipt_cannot_hold_is_rejected(BigDecimal unitPrice, String why) {
        assertThatThrownBy(() -> receipts.receipt(purchase("EUR", "1", unitPrice)))
                .isInstanceOf(RejectEvent.class)
                .hasMessage("unitPrice of frame " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "EURO, 'currency must be an ISO 4217 code, was ''EURO'''",
        "XAU, currency XAU has no smallest unit to round to"
    })
    void a_currency_that_cannot_be_paid_in_is_rejected(String currency, String why) {
        assertThatThrownBy(() -> receipts.receipt(purchase(currency, "1", BigDecimal.ONE)))
                .isInstanceOf(RejectEvent.class)
                .hasMessage(why);
    }

    @Test
    void a_purchase_of_nothing_is_rejected() {
        assertThatThrownBy(() -> receipts.receipt(new Purchase("p-7", "ada", "EUR", List.of())))
                .isInstanceOf(RejectEvent.class)
                .hasMessage("purchase p-7 has no lines");
    }

    private static Purchase purchase(String currency, String quantity, BigDecimal unitPrice) {
        return new Purchase("p-7", "ada", currency, List.of(new Line("frame", new BigDecimal(quantity), unitPrice)));
    }
}
