package dev.lavant.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {

    @Test
    void counts_are_events_in_each_second() {
        Workload read = read("# a comment", "2", "0", "", "3");

        assertThat(read.seconds()).isEqualTo(3);
        assertThat(seconds(read)).containsExactly(0, 0, 2, 2, 2);
    }

    @Test
    void invocations_arrive_when_they_end_less_their_duration_counted_from_the_first() {
        Workload read = read("app,end_timestamp,duration", "a,110.5,0.5", "b,103.0,3.0");

        assertThat(read.at(0)).isZero();
        assertThat(read.at(1)).isEqualTo(10, within(1e-9));
    }

    @Test
    void a_timestamp_is_an_arrival() {
        assertThat(seconds(read("timestamp,size", "7.2,1", "9.9,1"))).containsExactly(0, 2);
    }

    @Test
    void what_was_appended_between_two_decisions_arrives_between_them() {
        Workload read = read(
                "{\"function\":\"f\",\"decidedAt\":\"2026-06-01T12:00:00Z\",\"appended\":100,\"partitions\":[{\"end\":1}]}",
                "{\"decidedAt\":\"2026-06-01T12:00:05Z\",\"appended\":null}",
                "{\"decidedAt\":\"2026-06-01T12:00:10Z\",\"appended\":140}",
                "{\"decidedAt\":\"2026-06-01T12:01:10Z\",\"appended\":140}");

        assertThat(read.events()).isEqualTo(40);
        assertThat(read.seconds()).isEqualTo(71);
        assertThat(seconds(read)).allSatisfy(second -> assertThat(second).isBetween(0, 9));
    }

    @Test
    void a_factor_multiplies_or_thins() {
        List<String> counts = List.of("1000");

        assertThat(TraceFile.read("t", counts, 3, 1).events()).isEqualTo(3_000);
        assertThat(TraceFile.read("t", counts, 0.25, 1).events()).isBetween(200, 300);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            1;x;2                       | 2 | 'x' is not a number of events, a whole number from 0 to 9999999
            1;-4                        | 2 | '-4' is not a number of events, a whole number from 0 to 9999999
            # only;# comments           | 0 | it has no line that says anything
            0;0                         | 0 | no event arrives in it
            a,b;1,2                     | 1 | the heading has no column timestamp, nor end_timestamp and duration, it is [a, b]
            timestamp,b;soon,2          | 2 | 'soon' is not a time in seconds
            b,timestamp;1               | 2 | it has 1 columns, too few
            {"decidedAt":"yesterday"}   | 1 | it is no decision: Text 'yesterday' could not be parsed at index 0
            {"desired":3}               | 1 | it has no decidedAt or no appended, so it is no decision of lavant explain
            """)
    void a_line_that_cannot_be_read_is_named(String lines, int line, String why) {
        assertThatExceptionOfType(BadTrace.class)
                .isThrownBy(() -> read(lines.split(";", -1)))
                .satisfies(bad -> assertThat(bad.line()).isEqualTo(line))
                .satisfies(bad -> assertThat(bad.why()).isEqualTo(why));
    }

    private static Workload read(String... lines) {
        return TraceFile.read("test", Arrays.asList(lines), 1, 1);
    }

    private static List<Integer> seconds(Workload workload) {
        return IntStream.range(0, workload.events())
                .mapToObj(event -> (int) workload.at(event))
                .toList();
    }
}
