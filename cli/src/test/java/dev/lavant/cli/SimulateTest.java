package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `lavant simulate`, without a platform.
class SimulateTest {
    @TempDir
    Path folder;

    @BeforeEach
    void trace() throws IOException {
        Files.writeString(folder.resolve("few.txt"), "# a second each\n4\n0\n2\n");
        Files.writeString(folder.resolve("bad.txt"), "4\nfour\n");
        Files.write(folder.resolve("image.txt"), new byte[] {(byte) 0xff, (byte) 0xd8, 0});
    }

    @Test
    void each_rule_has_a_line_below_the_optimum() {
        var answer = Terminal.in(folder).type("simulate --trace few.txt");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exit()).isZero();
        assertThat(answer.lines().getFirst())
                .isEqualTo("WORKLOAD  POLICY      HOST-S  x OPTIMUM     LATE  P50 s  P99 s  ACTIONS  COLD");
        assertThat(answer.lines())
                .extracting(line -> line.replaceAll("\\s.*", "") + " " + line.split("\\s+", -1)[1])
                .containsExactly(
                        "WORKLOAD POLICY",
                        "few optimum",
                        "few lavant",
                        "few keda",
                        "few keda-tuned",
                        "few kpa",
                        "few google");
    }

    @Test
    void several_workloads_have_a_mean_below_them() {
        var answer = Terminal.in(folder).type("simulate --trace few.txt --trace few.txt@3 --policy lavant");

        assertThat(answer.lines().getLast()).startsWith("all").contains("lavant", "kept 2/2");
    }

    @Test
    void where_no_plan_keeps_the_target_there_is_no_ratio_and_the_mean_is_that_of_the_others() throws IOException {
        Files.writeString(folder.resolve("flood.txt"), "100000\n");

        var answer = Terminal.in(folder).type("simulate --trace few.txt --trace flood.txt --policy kpa");
        var json = Terminal.in(folder).type("simulate --trace flood.txt --policy kpa -o json");

        assertThat(answer.lines().get(3)).matches("flood +optimum +none +1.00 .*");
        assertThat(answer.lines().get(4)).matches("flood +kpa +\\d+ +- .*");
        assertThat(answer.lines().getLast()).matches("all +kpa +\\d+ +\\d+\\.\\d+ +kept 1/2");
        assertThat(json.lines().getLast()).contains("\"ratio\":null");
    }

    @Test
    void the_same_seed_prints_the_same() {
        String typed = "simulate --workload rare --policy lavant --seed 5 -o json";

        assertThat(Terminal.in(folder).type(typed))
                .isEqualTo(Terminal.in(folder).type(typed));
    }

    @Test
    void as_json_it_has_the_documented_fields() {
        assertThat(Terminal.in(folder)
                        .type("simulate --trace few.txt --policy kpa -o json")
                        .lines()
                        .getLast())
                .matches(
                        "\\{\"workload\":\"few\",\"policy\":\"kpa\",\"hostSeconds\":[\\d.]+,\"ratio\":[\\d.]+,"
                                + "\"lateShare\":0\\.0+,\"p50Millis\":\\d+,\"p99Millis\":\\d+,\"actions\":\\d+,\"coldStarts\":1}");
    }

    @Test
    void a_chart_is_drawn() throws IOException {
        var answer = Terminal.in(folder).type("simulate --trace few.txt --policy lavant --chart few.svg");

        assertThat(answer.exit()).isZero();
        assertThat(Files.readString(folder.resolve("few.svg")))
                .startsWith("<svg")
                .contains(">lavant<");
    }

    @ParameterizedTest(name = "simulate {0}")
    @CsvSource(delimiter = '|', textBlock = """
            --policy best               | 2 | there is no policy 'best'.              | There are lavant, keda, keda-tuned, kpa, google.
            --workload odd              | 2 | there is no workload 'odd'.             | There are constant, step, diurnal,
            --set speed=3               | 2 | there is no setting 'speed'.            | There are target, start,
            --set target=ten            | 2 | target must be a time like 500ms, 10s or 5m, was ten. | For example:  --set target=10s
            --set target                | 2 | target must be a time like 500ms, 10s or 5m, was .    | For example:  --set target=10s
            --trace none.txt            | 3 | none.txt.                               | lavant simulate --workload step
            --trace few.txt@0           | 2 | '0' is not a factor.                    | --trace arrivals.txt@40
            --trace bad.txt             | 5 | the arrivals in bad.txt cannot be read. | Line 2: 'four' is not a number of events
            --trace image.txt           | 1 | image.txt cannot be read.               | It is not UTF-8 text.
            --chart a.svg               | 2 | --chart draws one workload, there are 8.| lavant simulate --workload step --chart step.svg
            --trace few.txt --policy kpa --chart no/a.svg | 1 | the chart cannot be written to | Give a file in a folder that exists
            """)
    void what_is_wrong_is_told_with_what_to_type_next(String typed, int exit, String what, String next) {
        var answer = Terminal.in(folder).type("simulate " + typed);

        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.err()).startsWith("error: ").contains(what, next);
        assertThat(answer.out()).isEmpty();
    }
}
