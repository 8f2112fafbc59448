package dev.lavant.service.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The values of one answer to Prometheus, collected when it asks; nothing is counted for it in between. Used by one
/// thread.
public final class Scrape {
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Map<Metric, List<Value>> values = new EnumMap<>(Metric.class);

    private record Value(Labels labels, double value) {}

    /// An answer to Prometheus.
    public record Text(String contentType, String body) {}

    /// Adds a value. What is not known is left out, and never 0.
    ///
    /// @param labels as many as the metric has, in its order
    /// @throws IllegalArgumentException when they are more or fewer
    public Scrape add(Metric metric, double value, String... labels) {
        if (labels.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric.told() + " has the labels " + metric.labels() + ", got "
                    + labels.length + " values for them");
        }
        values.computeIfAbsent(metric, _ -> new ArrayList<>())
                .add(new Value(Labels.of(metric.labels().toArray(String[]::new), labels), value));
        return this;
    }

    /// Adds what this process uses.
    public Scrape addProcess() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            add(Metric.CPU, system.getProcessCpuTime() / NANOS_PER_SECOND);
        }
        var memory = ManagementFactory.getMemoryMXBean();
        add(Metric.MEMORY, memory.getHeapMemoryUsage().getUsed(), "heap");
        add(Metric.MEMORY, memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
        return add(Metric.THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /// All of them in the text format that is asked for.
    ///
    /// @param accept the header of the request; empty for the plain one
    public Text text(String accept) {
        var writer = FORMATS.findWriter(accept);
        var body = new ByteArrayOutputStream();
        try {
            writer.write(body, snapshots());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return new Text(writer.getContentType(), body.toString(StandardCharsets.UTF_8));
    }

    private MetricSnapshots snapshots() {
        var all = MetricSnapshots.builder();
        values.forEach((metric, of) -> all.metricSnapshot(snapshot(metric, of)));
        return all.build();
    }

    private static MetricSnapshot snapshot(Metric metric, List<Value> values) {
        String help = metric.unit() + ": " + metric.meaning();
        return switch (metric.kind()) {
            case GAUGE -> {
                var gauge = GaugeSnapshot.builder().name(metric.told()).help(help);
                values.forEach(it -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(it.labels())
                        .value(it.value())
                        .build()));
                yield gauge.build();
            }
            case COUNTER -> {
                var counter = CounterSnapshot.builder()
                        .name(metric.told().replaceFirst("_total$", ""))
                        .help(help);
                values.forEach(it -> counter.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(it.labels())
                        .value(it.value())
                        .build()));
                yield counter.build();
            }
        };
    }
}
