package dev.lavant.router.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueTopologyTest {
    @ParameterizedTest
    @CsvSource({"1700000000000, 1700000000000", "0, 0", "-1, 0", "-62135596800000, 0"})
    void a_time_before_1970_does_not_stop_the_router(long written, long routed) {
        var event = new ConsumerRecord<byte[], byte[]>(
                "t", 0, 0, written, TimestampType.CREATE_TIME, 0, 0, null, null, new RecordHeaders(), Optional.empty());

        assertThat(QueueTopology.timestampMillis(event)).isEqualTo(routed);
    }
}
