package dev.lavant.bench.metering;

import dev.lavant.host.invoke.Stopwatch;
import dev.lavant.host.meter.Meter;
import dev.lavant.host.meter.Origin;
import dev.lavant.host.meter.Run;
import dev.lavant.host.meter.Settled;
import dev.lavant.host.meter.SharedTime;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Schemas;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The steps of metering one event, with the host's own classes, and beside them what the machine asks for reading a
/// clock.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Steps {
    private final Stopwatch watch = new Stopwatch(new SharedTime(System.nanoTime()));
    private final Meter meter = new Meter(new Meter.Host(
            "acme", "receipt", 7, new Meter.Group("lavant.receipt", GroupKind.CONSUMER), "receipt-0-mf3k9x2a", 512));
    private final Origin purchases = meter.origin("purchases", "AAAAAAAAAAAAAAAAAAAAAA", 3);
    private final AvroWire.Writer usage = new AvroWire(new OneSchema(UsageRecord.getClassSchema()))
            .writer(Topics.USAGE, UsageRecord.getClassSchema());
    private long offset;

    /// A registry that has given its answer before.
    private record OneSchema(Schema schema) implements Schemas {
        @Override
        public int idOf(String subject, Schema asked) {
            return 1;
        }

        @Override
        public Schema byId(int id) {
            return schema;
        }
    }

    /// The least: a reading of the machine's clock.
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /// Wall time, CPU time, allocation and the share of the host's time, from the end of one attempt to that of the
    /// next.
    @Benchmark
    public Run measure() {
        watch.begin();
        return watch.end();
    }

    /// The same, as if the thread had waited: nothing is chained, and all clocks are read twice.
    @Benchmark
    public Run measureUnchained() {
        watch.breakOff();
        watch.begin();
        return watch.end();
    }

    /// The usage record, from what is known of the event to bytes.
    @Benchmark
    public byte[] record() {
        offset++;
        var settled = new Settled(
                purchases,
                offset,
                UsageOutcome.OK,
                1,
                new Run(1_000, 900, 512, 800),
                Instant.EPOCH,
                2_000_000,
                1_024,
                Settled.Emitted.NOTHING,
                new Settled.Trace(Optional.of("event-1"), Optional.empty()));
        return usage.write(encoder -> meter.event(settled, Meter.Start.WARM, encoder));
    }
}
