package dev.lavant.router.deliver;

import dev.lavant.router.route.Answer.Undefined;
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
/// Functions that are looked up by an attribute are not asked one by one about an event that does not have it:
/// it counts once, under that attribute (`type=stream-attribute-metrics,attribute-id=NAME`, `absent-total`).
///
/// Owned by the thread of one task. An event that is processed again after a failure is counted again.
final class UndefinedFilters {
    private static final Logger LOG = LoggerFactory.getLogger(UndefinedFilters.class);

    private final StreamsMetrics metrics;
    private final Map<String, Sensor> byFunction = new HashMap<>();
    private final Map<String, Sensor> byAttribute = new HashMap<>();

    UndefinedFilters(StreamsMetrics metrics) {
        this.metrics = metrics;
    }

    void count(String function, Undefined undefined) {
        byFunction
                .computeIfAbsent(function, first -> {
                    LOG.atWarn()
                            .addKeyValue("function", first)
                            .addKeyValue("reason", undefined.why())
                            .log("event not routed, the filter has no value for it");
                    return metrics.addRateTotalSensor("filter", first, "undefined", RecordingLevel.INFO);
                })
                .record();
    }

    void countAbsent(String attribute) {
        byAttribute
                .computeIfAbsent(attribute, first -> {
                    LOG.atWarn()
                            .addKeyValue("attribute", first)
                            .log("event not routed to the functions that want an attribute, it does not have it");
                    return metrics.addRateTotalSensor("attribute", first, "absent", RecordingLevel.INFO);
                })
                .record();
    }
}
