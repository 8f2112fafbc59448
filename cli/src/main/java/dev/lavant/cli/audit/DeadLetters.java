package dev.lavant.cli.audit;

import dev.lavant.billing.audit.Place;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/// Dead letters of functions by the usage id that stands on them.
final class DeadLetters {
    private static final String USAGE_ID = "lavant.dlq.usageid";

    private DeadLetters() {}

    static Map<String, Place> read(Platform platform, Collection<String> functions) {
        var letters = new HashMap<String, Place>();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(
                    functions.stream().map(Topics::deadLetters).distinct().toList(), record -> {
                        Header usageId = record.headers().lastHeader(USAGE_ID);
                        if (usageId != null) {
                            letters.put(
                                    new String(usageId.value(), StandardCharsets.UTF_8),
                                    new Place(record.topic(), record.partition(), record.offset()));
                        }
                    });
        }
        return letters;
    }
}
