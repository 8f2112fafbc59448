package dev.lavant.host.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageIdsTest {
    private static final Source SOURCE = new Source("uploads", "6kO0x4WvTAKa_gQDZqUVrA", 3, 41);

    @Test
    void the_same_delivery_has_the_same_id_for_ever() {
        // a change of this value would bill everything twice that is delivered again after an upgrade
        assertThat(UsageIds.hex(UsageIds.of("thumbnail", "lavant.thumbnail", SOURCE)))
                .isEqualTo("8ffd2c6facc8a64a4dad11cce6d986cb");
    }

    @Test
    void another_offset_partition_topic_or_function_has_another() {
        assertThat(UsageIds.of("thumbnail", "g", SOURCE))
                .isNotEqualTo(UsageIds.of("thumbnail", "g", new Source("uploads", SOURCE.topicId(), 3, 42)))
                .isNotEqualTo(UsageIds.of("thumbnail", "g", new Source("uploads", SOURCE.topicId(), 4, 41)))
                .isNotEqualTo(UsageIds.of("thumbnail", "g", new Source("uploads", "another", 3, 41)))
                .isNotEqualTo(UsageIds.of("receipt", "g", SOURCE));
    }
}
