package dev.lavant.autoscaler.decide;

import static dev.lavant.autoscaler.decide.Looks.SPEC;
import static dev.lavant.autoscaler.decide.Looks.UNORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyTest {
    private static final Pace PACE = new Pace(0.1, 40, 10, 5, 2);

    @ParameterizedTest(name = "{4}: {0}/s beside {1} hosts need {2}, unordered {3}")
    @CsvSource(textBlock = """
              0,  0,  0,  0, nothing needs nobody
             34,  0,  1,  1, one host 85 % busy
            100,  0,  3,  3, four partitions each
            110,  3,  3,  3, a host 92 % busy is tolerated
            118,  3,  4,  4, and one 98 % busy is not
            180,  0,  6,  6, two partitions each
            226,  0,  6,  7, not twelve hosts for a few percent
            300,  0, 12,  9, nothing lies between six and twelve
            100, 12,  3,  3, many are given up for as many as would do
            """)
    void partitions_are_dealt_by_count(double perSecond, int hosts, int ordered, int unordered, String rule) {
        assertThat(Steady.of(SPEC, PACE, 12, perSecond).beside(hosts)).isEqualTo(ordered);
        assertThat(Steady.of(UNORDERED, PACE, 12, perSecond).beside(hosts)).isEqualTo(unordered);
    }
}
