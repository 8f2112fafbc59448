package dev.lavant.billing.rate;

import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageSummary;
import java.util.Arrays;
import java.util.Optional;

/// What is paid for, each in a smallest unit of its own and at a price for many of them.
public enum Sku {
    /// Events that a function was run for.
    INVOCATIONS("invocations", Unit.REQUESTS, "picos-per-million-events"),
    /// Reserved memory for an event's share of its host's time.
    COMPUTE("compute", Unit.MEMORY_TIME, "picos-per-gib-second"),
    /// CPU time that events used.
    CPU("cpu", Unit.CPU_TIME, "picos-per-cpu-second"),
    /// Keys and values of events.
    BYTES_IN("bytes-in", Unit.DATA, "picos-per-gb-in"),
    /// Values that functions returned.
    BYTES_OUT("bytes-out", Unit.DATA, "picos-per-gb-out"),
    /// Hosts that come up.
    INIT("init", Unit.MEMORY_TIME, "picos-per-init-gib-second"),
    /// Hosts that stay for the next event.
    KEEP_ALIVE("keep-alive", Unit.MEMORY_TIME, "picos-per-keep-alive-gib-second"),
    /// Hosts whose events wait, for another attempt or for a commit.
    IDLE("idle", Unit.MEMORY_TIME, "picos-per-idle-gib-second");

    private final String id;
    private final Unit unit;
    private final String entry;

    Sku(String id, Unit unit, String entry) {
        this.id = id;
        this.unit = unit;
        this.entry = entry;
    }

    /// How a quantity is counted and how it is priced.
    public enum Unit {
        REQUESTS("Requests", "1000000 Requests", 1_000_000),
        MEMORY_TIME("MiB-Microseconds", "GiB-Seconds", 1_024_000_000),
        CPU_TIME("vCPU-Microseconds", "vCPU-Seconds", 1_000_000),
        DATA("B", "GB", 1_000_000_000);

        private final String counted;
        private final String priced;
        private final long size;

        Unit(String counted, String priced, long size) {
            this.counted = counted;
            this.priced = priced;
            this.size = size;
        }

        /// The smallest unit, in which quantities are whole.
        public String counted() {
            return counted;
        }

        /// The unit that has a price.
        public String priced() {
            return priced;
        }

        /// Smallest units in one that has a price.
        public long size() {
            return size;
        }
    }

    /// As it stands on a statement, e.g. `keep-alive`.
    public String id() {
        return id;
    }

    /// How it is counted.
    public Unit unit() {
        return unit;
    }

    /// Name of its price in a price book.
    public String entry() {
        return entry;
    }

    /// The one with this id.
    public static Optional<Sku> of(String id) {
        return Arrays.stream(values()).filter(sku -> sku.id.equals(id)).findFirst();
    }

    /// How much of it is in a sum, in the smallest unit.
    public long quantity(UsageSummary sum) {
        return switch (this) {
            case INVOCATIONS -> sum.getBillableEvents();
            case COMPUTE -> of(UsageKind.INVOCATION, sum, sum.getMibMicros());
            case CPU -> sum.getCpuMicros();
            case BYTES_IN -> sum.getBytesIn();
            case BYTES_OUT -> sum.getBytesOut();
            case INIT -> of(UsageKind.INIT, sum, sum.getMibMicros());
            case KEEP_ALIVE -> of(UsageKind.KEEP_ALIVE, sum, sum.getMibMicros());
            case IDLE -> of(UsageKind.IDLE, sum, sum.getMibMicros());
        };
    }

    private static long of(UsageKind kind, UsageSummary sum, long quantity) {
        return sum.getKind() == kind ? quantity : 0;
    }
}
