package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.host.lane.Progress;
import dev.lavant.host.lane.Window;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class PartitionsTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);

    private final Partitions partitions = new Partitions(_ -> "id");

    @Test
    void a_partition_is_held_once_kafka_knows_it() {
        partitions.gained(Map.of(FIRST, leftBy(0)), Map.of());
        assertThat(partitions.allMarked()).isFalse();

        partitions.committed(partitions.changed());
        assertThat(partitions.allMarked()).isTrue();
    }

    @Test
    void after_a_clean_end_it_is_at_once_and_the_first_commit_tells_kafka() {
        partitions.gained(Map.of(FIRST, leftBy(0)), Map.of());
        partitions.trust();

        assertThat(partitions.allMarked()).isTrue();
        assertThat(held(partitions.changed())).isEqualTo(1);
    }

    @Test
    void but_not_when_a_host_did_not_let_go_of_it() {
        partitions.gained(Map.of(FIRST, leftBy(1)), Map.of());
        partitions.trust();

        assertThat(partitions.allMarked()).isFalse();
        assertThat(held(partitions.changed())).isEqualTo(2);
    }

    private static OffsetAndMetadata leftBy(int holders) {
        var progress = new Window(Progress.at(7), 1_000).progress(holders);
        return new OffsetAndMetadata(progress.watermark(), progress.metadata());
    }

    private static int held(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return Progress.parse(offsets.get(FIRST).offset(), offsets.get(FIRST).metadata())
                .holders();
    }
}
