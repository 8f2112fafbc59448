package dev.lavant.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.deploy.Functions;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings.Value;
import dev.lavant.schemas.TenantCaps;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
    private static final FunctionManifest PRICE = Functions.function("price", "orders", "prices");
    private static final List<String> NAMES = List.of("price", "tax");
    private static final Caps NO_CAPS = Caps.none("acme");

    @Test
    void each_word_overrules_those_before_it_and_says_where_it_came_from() {
        Said configuration = Said.inConfiguration(
                Map.of("functions.price.timeout", "5s", "functions.price.retry.attempts", "9", "other.key", "x"),
                NAMES);
        Said options = Said.inOptions(Map.of("timeout", "7s", "price.memory", "1Gi"), NAMES);
        Caps caps = Caps.of(TenantCaps.newBuilder()
                .setTenant("acme")
                .setMemoryMib(512)
                .setTimeoutMillis(60_000L)
                .build());

        var effective = EffectiveSettings.of(PRICE, configuration, options, caps);

        var settings = effective.function().settings();
        assertThat(effective.faults()).isEmpty();
        assertThat(settings.value(Setting.CONCURRENCY)).isEqualTo(new Value("4", Origin.DEFAULT));
        assertThat(settings.value(Setting.TOPICS)).isEqualTo(new Value("orders", Origin.ANNOTATION));
        assertThat(settings.value(Setting.ATTEMPTS)).isEqualTo(new Value("9", Origin.CONFIGURATION));
        assertThat(settings.value(Setting.TIMEOUT)).isEqualTo(new Value("7s", Origin.DEPLOY));
        assertThat(settings.value(Setting.MEMORY)).isEqualTo(new Value("512Mi", Origin.CAP));
        assertThat(settings.value(Setting.MAX_HOSTS)).isEqualTo(new Value("4", Origin.DEFAULT));
        assertThat(effective.cuts()).containsExactly("memory is cut from 1Gi to 512Mi, the cap of tenant acme");
    }

    @Test
    void what_is_said_of_one_function_wins_over_what_is_said_of_all() {
        Said options = Said.inOptions(Map.of("timeout", "7s", "price.timeout", "8s", "ordering", "none"), NAMES);

        var settings = EffectiveSettings.of(PRICE, Said.NOTHING, options, NO_CAPS)
                .function()
                .settings();

        assertThat(settings.text(Setting.TIMEOUT)).isEqualTo("8s");
        assertThat(settings.text(Setting.ORDERING)).isEqualTo("NONE");
    }

    @Test
    void a_wrong_value_is_told_as_the_compiler_tells_it() {
        Said options = Said.inOptions(Map.of("timeout", "5 seconds", "max-hosts", "0", "batch.max", "7"), NAMES);

        assertThat(EffectiveSettings.of(PRICE, Said.NOTHING, options, NO_CAPS).faults())
                .containsExactly(
                        "timeout '5 seconds' is not a duration: write a whole number and ms, s, m or h, such as 500ms or"
                                + " 30s",
                        "max-hosts must be 1 to 1000, was 0",
                        "batch.max is 7, but shop.price.handle takes one event: leave it at 1");
    }

    @Test
    void a_schedule_is_for_a_function_without_topics_and_has_one_way_to_say_when() {
        Said zone = Said.inOptions(Map.of("schedule.zone", "Asia/Kolkata"), NAMES);
        assertThat(EffectiveSettings.of(PRICE, Said.NOTHING, zone, NO_CAPS).faults())
                .containsExactly(
                        "topics and a schedule cannot start one function: make it two, since their events differ",
                        "schedule must say either cron or every: write for example @Schedule(cron = \"0 3 * * *\", zone"
                                + " = \"Europe/Berlin\") or @Schedule(every = \"5m\")");

        Said rate = Said.inOptions(
                Map.of("topics", "", "schedule.every", "5m", "schedule.missed", "never", "start-from", "earliest"),
                NAMES);
        assertThat(EffectiveSettings.of(PRICE, Said.NOTHING, rate, NO_CAPS).faults())
                .containsExactly(
                        "start-from EARLIEST would run ticks of an earlier deployment again: remove it",
                        "schedule.missed must be one of LATEST, ALL, NONE, was NEVER");
    }

    @Test
    void a_name_that_is_wrong_is_told_with_those_that_are_right() {
        assertThat(Said.inConfiguration(Map.of("functions.prize.timeout", "5s"), NAMES)
                        .faults())
                .containsExactly(
                        "configuration functions.prize.timeout: there is no function 'prize'; there are price, tax");
        assertThat(Said.inOptions(Map.of("price.timout", "5s"), NAMES).faults())
                .singleElement()
                .asString()
                .startsWith(
                        "--set price.timout=5s: there is no setting 'timout'; there are topics, outputs, schedule.cron,");
        assertThat(Said.inOptions(Map.of("timout", "5s"), NAMES).faults())
                .singleElement()
                .asString()
                .startsWith("--set timout=5s: there is no setting 'timout'; there are topics, outputs, schedule.cron,");
    }
}
