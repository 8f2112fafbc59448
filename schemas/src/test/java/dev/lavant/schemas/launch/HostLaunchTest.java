package dev.lavant.schemas.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch.Company;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLaunchTest {
    private static final HostLaunch LAUNCH =
            new HostLaunch("thumbnail-0-7f3a", 3, thumbnail(), "localhost:9092", "http://localhost:8081");

    @Test
    void a_host_reads_what_its_starter_wrote() {
        assertThat(HostLaunch.from(LAUNCH.toEnvironment())).isEqualTo(LAUNCH);
    }

    @Test
    void a_host_is_among_others_unless_it_is_told_that_it_is_alone() {
        var alone = new HostLaunch("a-0-1", 0, thumbnail(), "localhost:9092", "http://localhost:8081", Company.ALONE);
        assertThat(HostLaunch.from(alone.toEnvironment())).isEqualTo(alone);

        var environment = new HashMap<>(LAUNCH.toEnvironment());
        environment.remove("LAVANT_HOST_COMPANY");
        assertThat(HostLaunch.from(environment).company()).isEqualTo(Company.AMONG_OTHERS);
        assertThatThrownBy(() -> HostLaunch.from(with("LAVANT_HOST_COMPANY", "lonely")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LAVANT_HOST_COMPANY must be ALONE, AFTER_A_CLEAN_END or AMONG_OTHERS, was lonely");
    }

    @Test
    void a_host_that_runs_reads_an_order_of_one_line() {
        assertThat(LAUNCH.order().lines()).hasSize(1);
        assertThat(LAUNCH.platform().ordered(LAUNCH.order())).isEqualTo(LAUNCH);
        assertThat(PlatformAddress.from(LAUNCH.platform().toEnvironment())).isEqualTo(LAUNCH.platform());
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {"", "a-0-1", "a-0-1 0 ALONE", "a-0-1 zero ALONE {}", "a-0-1 0 LONELY {}", "a-0-1 0 ALONE {}"})
    void a_line_that_is_no_order_is_refused(String line) {
        assertThatThrownBy(() -> LAUNCH.platform().ordered(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_filter_and_no_output_topic_are_kept_too() {
        var filtered = FunctionDeployment.newBuilder(thumbnail())
                .setFilter("type = 'shop.purchase.completed' AND \"ü\" <> ''")
                .setOutputTopics(List.of())
                .build();
        var launch = new HostLaunch("receipt-0-1", 0, filtered, "a:1,b:2", "http://registry");

        assertThat(HostLaunch.from(launch.toEnvironment())).isEqualTo(launch);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "LAVANT_HOST_ID",
                "LAVANT_HOST_SLOT",
                "LAVANT_FUNCTION",
                "LAVANT_BOOTSTRAP_SERVERS",
                "LAVANT_SCHEMA_REGISTRY_URL"
            })
    void a_missing_variable_is_named(String name) {
        var environment = new HashMap<>(LAUNCH.toEnvironment());
        environment.remove(name);
        assertThatThrownBy(() -> HostLaunch.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " is not set: ");

        environment.put(name, " ");
        assertThatThrownBy(() -> HostLaunch.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " is not set: ");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-1", "first", "1.5", "99999999999"})
    void a_slot_is_a_whole_number_from_0(String slot) {
        assertThatThrownBy(() -> HostLaunch.from(with("LAVANT_HOST_SLOT", slot)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LAVANT_HOST_SLOT must be a whole number from 0, was " + slot);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "{\"name\":\"thumbnail\"}", "not JSON"})
    void a_function_that_is_no_deployment_is_named(String json) {
        assertThatThrownBy(() -> HostLaunch.from(with("LAVANT_FUNCTION", json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LAVANT_FUNCTION is not a FunctionDeployment in Avro's JSON encoding: ");
    }

    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(LAUNCH.toEnvironment());
        environment.put(name, value);
        return environment;
    }

    private static FunctionDeployment thumbnail() {
        return FunctionDeployment.newBuilder()
                .setName("thumbnail")
                .setRevision(2)
                .setTenant("default")
                .setSourceTopics(List.of("uploads", "imports"))
                .setOutputTopics(List.of("thumbnails"))
                .setGroupId("lavant.thumbnail")
                .setHandlerClass("shop.Thumbnails")
                .setHandlerMethod("thumbnail")
                .setTimeoutMillis(30_000)
                .setMemoryMib(512)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(200)
                .setTargetLatencyMillis(2_000)
                .setMaxHosts(8)
                .setClasspath(List.of("/functions/photo shop.jar"))
                .setDeployedAt(Instant.parse("2026-11-23T23:00:00Z"))
                .build();
    }
}
