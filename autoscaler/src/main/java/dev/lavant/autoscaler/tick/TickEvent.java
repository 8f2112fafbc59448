package dev.lavant.autoscaler.tick;

import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/// A tick as a CloudEvent in binary mode. The same function and planned time give the same event, whoever sends it.
final class TickEvent {
    private static final String TYPE = "dev.lavant.schedule.tick";
    private static final String SOURCE = "/lavant/schedules/";

    private TickEvent() {}

    static ProducerRecord<String, byte[]> of(String function, Instant plannedAt) {
        String data = "{\"function\":\"" + function + "\",\"plannedAt\":\"" + plannedAt + "\"}";
        var tick = new ProducerRecord<>(Topics.ticks(function), function, utf8(data));
        Headers headers = tick.headers();
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_id", utf8(function + "@" + plannedAt));
        headers.add("ce_source", utf8(SOURCE + function));
        headers.add("ce_type", utf8(TYPE));
        headers.add("ce_time", utf8(plannedAt.toString()));
        headers.add("content-type", utf8("application/json"));
        return tick;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
