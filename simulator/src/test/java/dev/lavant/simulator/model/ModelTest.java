package dev.lavant.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTest {

    @Test
    void times_have_a_unit() {
        assertThat(Model.UNSET.with(Setting.START, "1.5m").time(Setting.START)).isEqualTo(90);
        assertThat(Model.UNSET.with(Setting.START, "250ms").time(Setting.START)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @EnumSource
    void what_holds_when_nothing_is_set_could_be_set(Setting setting) {
        assertThat(Model.UNSET.with(setting, setting.unset()).values()).containsKey(setting);
        assertThat(Setting.of(setting.key())).contains(setting);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target     | 10     | target must be a time like 500ms, 10s or 5m, was 10
            target     | 0s     | target must be above zero, was 0s
            partitions | 0      | partitions must be a whole number of at least 1, was 0
            spread     | -1     | spread must be a number that is not negative, like 0.5, was -1
            ordering   | some   | ordering must be key or none, was some
            """)
    void what_cannot_be_is_refused_by_name(String key, String value, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.UNSET.with(Setting.of(key).orElseThrow(), value))
                .withMessage(fault);
    }
}
