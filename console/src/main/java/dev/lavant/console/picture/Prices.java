package dev.lavant.console.picture;

import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/// What one event costs at the prices that a statement was rated with. The bill rounds once for an hour and not for
/// each event, so this is for the eye; `lavant cost event` is exact.
///
/// @param picos price of a SKU's pricing unit, 1e-12 of the currency, by the SKU's name
public record Prices(Map<String, Long> picos) {
    private static final BigDecimal GIB_SECOND_IN_MIB_MICROS = BigDecimal.valueOf(1_024_000_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal PICOS_PER_NANO = BigDecimal.valueOf(1_000);
    private static final int DIGITS = 3;

    /// The prices that stand on a statement.
    public static Prices of(Statement statement) {
        var picos = new HashMap<String, Long>();
        for (StatementLine line : statement.getLines()) {
            picos.put(line.getSku(), line.getPicos());
        }
        return new Prices(Map.copyOf(picos));
    }

    /// 1e-9 of the currency, with three digits after the point.
    BigDecimal nanos(Used used) {
        return price("invocations", 1, MILLION)
                .add(price("compute", used.mibMicros(), GIB_SECOND_IN_MIB_MICROS))
                .add(price("cpu", used.cpuMicros(), MILLION))
                .add(price("bytes-in", used.bytesIn(), GB))
                .add(price("bytes-out", used.bytesOut(), GB))
                .divide(PICOS_PER_NANO, DIGITS, RoundingMode.HALF_EVEN);
    }

    private BigDecimal price(String sku, long quantity, BigDecimal unit) {
        return BigDecimal.valueOf(picos.getOrDefault(sku, 0L))
                .multiply(BigDecimal.valueOf(quantity))
                .divide(unit, DIGITS, RoundingMode.HALF_EVEN);
    }

    /// What an event used, in the smallest units of the bill.
    record Used(long mibMicros, long cpuMicros, long bytesIn, long bytesOut) {}
}
