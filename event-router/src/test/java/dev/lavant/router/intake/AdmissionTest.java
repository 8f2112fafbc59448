package dev.lavant.router.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(10_000, 4_000);

    @Test
    void who_finds_no_place_is_asked_to_come_again_and_a_place_that_is_left_is_free() {
        var place = admission.enter(4_000);
        var second = admission.enter(4_000);

        assertThatThrownBy(() -> admission.enter(4_000))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.status()).isEqualTo(503));
        place.close();
        admission.enter(4_000).close();
        second.close();
        assertThat(admission.freeBytes()).isEqualTo(10_000);
    }

    @Test
    void a_body_counts_as_long_as_it_says_or_as_the_largest_and_none_counts_for_nothing() {
        try (var _ = admission.enter(-1)) {
            assertThat(admission.freeBytes()).isEqualTo(6_000);
        }
        try (var _ = admission.enter(0)) {
            assertThat(admission.freeBytes()).isEqualTo(8_976);
        }
        try (var _ = admission.enter(Long.MAX_VALUE)) {
            assertThat(admission.freeBytes()).isEqualTo(6_000);
        }
    }
}
