package dev.lavant.autoscaler;

import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// The ticks of a function that were sent.
public final class Ticks {
    private Ticks() {}

    /// Their planned times, in the order in which they stand in the topic.
    public static List<Instant> of(String function, Properties client) {
        var ticks = new ArrayList<Instant>();
        try (var reader = new TopicReader(TopicReader.consumer(client))) {
            reader.readAll(List.of(Topics.ticks(function)), tick -> {
                byte[] time = tick.headers().lastHeader("ce_time").value();
                ticks.add(Instant.parse(new String(time, StandardCharsets.UTF_8)));
            });
        }
        return ticks;
    }
}
