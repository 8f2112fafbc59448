package dev.lavant.bench.contender;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Records of the size of a usage record, one for each event: those who give Lavant's guarantees write as much.
///
/// @param topic where they go
record UsageSized(String topic) {
    private static final int VALUE_BYTES = 200;
    private static final byte[] VALUE = value();

    private static byte[] value() {
        var value = new byte[VALUE_BYTES];
        Arrays.fill(value, (byte) 'u');
        return value;
    }

    /// Keyed as usage is: by function, topic id and partition.
    ProducerRecord<byte[], byte[]> of(int partition) {
        byte[] key = ("contender|AAAAAAAAAAAAAAAAAAAAAA|" + partition).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, VALUE);
    }
}
