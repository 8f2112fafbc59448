package dev.lavant.schemas.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class UsageProofTest {
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 1, 2, 3};

    @Test
    void the_marks_are_those_that_anybody_can_work_out() {
        // printf '\x01\x02\x03' | sha256sum; CRC-32C as in RFC 3720
        assertThat(HexFormat.of().formatHex(UsageProof.digest(VALUE))).isEqualTo("039058c6f2c0cb492c533b0a4d14ef77");
        assertThat(HexFormat.of().formatHex(UsageProof.checksum(VALUE))).isEqualTo("f130f21e");
    }

    @Test
    void a_changed_bit_changes_both_and_another_schema_id_neither() {
        byte[] changed = VALUE.clone();
        changed[6] ^= 1;
        byte[] registeredElsewhere = VALUE.clone();
        registeredElsewhere[4] = 9;

        assertThat(UsageProof.digest(changed)).isNotEqualTo(UsageProof.digest(VALUE));
        assertThat(UsageProof.checksum(changed)).isNotEqualTo(UsageProof.checksum(VALUE));
        assertThat(UsageProof.digest(registeredElsewhere)).isEqualTo(UsageProof.digest(VALUE));
        assertThat(UsageProof.checksum(registeredElsewhere)).isEqualTo(UsageProof.checksum(VALUE));
    }
}
