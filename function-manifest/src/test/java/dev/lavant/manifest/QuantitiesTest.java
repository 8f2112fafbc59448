package dev.lavant.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({"0ms, 0", "500ms, 500", "30s, 30000", "5m, 300000", "2h, 7200000", "999999999h, 3599999996400000"})
    void a_duration_is_a_whole_number_and_its_unit(String written, long millis) {
        assertThat(Quantities.millis(written)).isEqualTo(OptionalLong.of(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1.5s", "5S", "5d", "PT5S", "1000000000h"})
    void anything_else_is_no_duration(String written) {
        assertThat(Quantities.millis(written)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest(name = "{0} is {1} MiB")
    @CsvSource({"64Mi, 64", "1Gi, 1024", "999999Gi, 1023998976"})
    void a_size_is_a_whole_number_and_its_unit(String written, int mebibytes) {
        assertThat(Quantities.mebibytes(written)).isEqualTo(OptionalInt.of(mebibytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "64M", "64MB", "64 Mi", "0.5Gi", "-1Gi", "1000000Mi"})
    void anything_else_is_no_size(String written) {
        assertThat(Quantities.mebibytes(written)).isEqualTo(OptionalInt.empty());
    }
}
