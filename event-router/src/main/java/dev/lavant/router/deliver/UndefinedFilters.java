package dev.lavant.router.deliver;

import dev.lavant.router.route.Filter.Answer.Undefined;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.StreamsMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the events for which a function's filter has no value, among the metrics of Kafka Streams (in JMX
/// `kafka.streams:type=stream-filter-metrics,filter-id=FUNCTION`, `undefined-total`). The first of each task is
/// logged with its reason, for a filter that never has a value is a mistake.
///
/// Owned by the thread of one task. An event that is processed again after a failure is counted again.
final class UndefinedFilters {
    private static final Logger LOG = LoggerFactory.getLogger(UndefinedFilters.class);

    private final StreamsMetrics metrics;
    private final Map<String, Sensor> counts = new HashMap<>();

    UndefinedFilters(StreamsMetrics metrics) {
        this.metrics = metrics;
    }

    void count(String function, Undefined undefined) {
        counts.computeIfAbsent(function, first -> {
                    LOG.atWarn()
                            .addKeyValue("function", first)
                            .addKeyValue("filter", undefined.filter())
                            .addKeyValue("reason", undefined.why())
                            .log("event not routed, the filter has no value for it");
                    return metrics.addRateTotalSensor("filter", first, "undefined", RecordingLevel.INFO);
                })
                .record();
    }
}
