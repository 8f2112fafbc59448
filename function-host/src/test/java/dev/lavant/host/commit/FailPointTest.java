package dev.lavant.host.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailPointTest {

    @Test
    void a_host_dies_at_the_passing_it_was_told_and_only_there() {
        var armed = Optional.of(FailPoint.armed("before-commit:3"));
        var passings = new AtomicInteger();
        var commit = List.of(FailPoint.BEFORE_BEGIN, FailPoint.BEFORE_COMMIT, FailPoint.AFTER_COMMIT);

        assertThat(Stream.of(commit, commit, commit, commit)
                        .flatMap(List::stream)
                        .map(point -> point.dies(armed, passings)))
                .containsExactly(false, false, false, false, false, false, false, true, false, false, false, false);
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_was_told_nothing_never_dies(FailPoint point) {
        point.reach();

        assertThat(point.dies(Optional.empty(), new AtomicInteger())).isFalse();
        assertThat(FailPoint.armed(point.text() + ":1")).isEqualTo(new FailPoint.Armed(point, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "before-commit", "before-commit:0", "before-commit:two", "before-lunch:1", "a:b:1"})
    void a_wrong_setting_says_what_a_right_one_is(String wrong) {
        assertThatThrownBy(() -> FailPoint.armed(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lavant.failpoint must be NAME:N, with N from 1 and NAME one of before-fence, before-begin,"
                        + " before-records, before-offsets, before-flush, before-commit, before-abort, after-commit;"
                        + " was " + wrong);
    }
}
