package dev.lavant.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern NAME = Pattern.compile("\\b(?:lavant_[a-z_]+|process_[a-z_]+|jvm_[a-z_]+)");

    @Test
    void the_documentation_has_each_metric_once_as_it_is() throws Exception {
        assertThat(Files.readAllLines(HOME.resolve("docs/metrics.md")))
                .filteredOn(line -> NAME.matcher(line).find())
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(MetricTest::row).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "grafana.json"})
    void alerts_and_dashboard_ask_only_for_metrics_that_there_are(String file) throws Exception {
        assertThat(names(HOME.resolve("observability").resolve(file)).toList())
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(Metric.values()).map(Metric::told).toList());
    }

    @Test
    void a_counter_is_named_as_one_and_nothing_else_is() {
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(metric.told().endsWith("_total"))
                        .as(metric.told())
                        .isEqualTo(metric.kind() == Metric.Kind.COUNTER));
    }

    @Test
    void a_value_has_as_many_labels_as_its_metric() {
        assertThatThrownBy(() -> new Scrape().add(Metric.HOSTS, 1, "greet", "acme"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lavant_function_hosts has the labels [function, tenant, phase], got 2 values for them");
    }

    @Test
    void what_nobody_knows_is_not_told() {
        String told = new Scrape()
                .add(Metric.WAITING, 7, "a \"b\"\n", "acme")
                .text("")
                .body();

        assertThat(told)
                .contains("lavant_function_waiting_events{function=\"a \\\"b\\\"\\n\",tenant=\"acme\"} 7.0\n")
                .doesNotContain("lavant_function_hosts");
    }

    private static Stream<String> names(Path file) throws IOException {
        return NAME.matcher(Files.readString(file)).results().map(MatchResult::group);
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + metric.told() + "` | " + metric.kind().name().toLowerCase(Locale.ROOT) + " | " + metric.unit()
                + " | " + labels + " | " + metric.meaning() + " |";
    }
}
