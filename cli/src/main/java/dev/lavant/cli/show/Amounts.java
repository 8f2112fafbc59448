package dev.lavant.cli.show;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Writes whole numbers of small units in the units that people read. Rounds for the eye only.
public final class Amounts {
    private static final int MICRO_DIGITS = 6;
    private static final long MIB_MICROS_OF_A_GIB_SECOND = 1_024_000_000;

    private Amounts() {}

    /// Seconds with three digits after the point, of microseconds.
    public static String seconds(long micros) {
        return BigDecimal.valueOf(micros, MICRO_DIGITS)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /// GiB-seconds with three digits after the point, of MiB-microseconds.
    public static String gibSeconds(long mibMicros) {
        return BigDecimal.valueOf(mibMicros)
                .divide(BigDecimal.valueOf(MIB_MICROS_OF_A_GIB_SECOND), 3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
