package dev.lavant.schemas.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageIdsTest {
    private static final String TOPIC_ID = "6kO0x4WvTAKa_gQDZqUVrA";

    @Test
    void the_same_delivery_has_the_same_id_for_ever() {
        // a change of this value would bill everything twice that is delivered again after an upgrade
        assertThat(UsageIds.hex(UsageIds.of("thumbnail", "lavant.thumbnail", TOPIC_ID, 3, 41)))
                .isEqualTo("8ffd2c6facc8a64a4dad11cce6d986cb");
    }

    @Test
    void another_offset_partition_topic_or_function_has_another() {
        assertThat(UsageIds.of("thumbnail", "g", TOPIC_ID, 3, 41))
                .isNotEqualTo(UsageIds.of("thumbnail", "g", TOPIC_ID, 3, 42))
                .isNotEqualTo(UsageIds.of("thumbnail", "g", TOPIC_ID, 4, 41))
                .isNotEqualTo(UsageIds.of("thumbnail", "g", "another", 3, 41))
                .isNotEqualTo(UsageIds.of("receipt", "g", TOPIC_ID, 3, 41));
    }
}
