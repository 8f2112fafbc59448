package dev.lavant.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.deploy.Functions;
import dev.lavant.deploy.check.Finding.Level;
import dev.lavant.deploy.publish.Change;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    private static final EffectiveSettings PRICE = effective("price", "orders", "prices", Map.of());

    @Test
    void a_circle_through_what_is_deployed_already_is_warned_of() {
        var deployed = List.of(deployment(effective("tax", "prices", "orders", Map.of())));

        assertThat(SettingsCheck.ofCycles(List.of(PRICE), deployed))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARN);
                    assertThat(finding.what())
                            .startsWith("functions price → tax → price hand events round in a circle");
                });
        assertThat(SettingsCheck.ofCycles(List.of(PRICE), List.of())).isEmpty();
    }

    @Test
    void hosts_beyond_the_partitions_are_warned_of() {
        assertThat(SettingsCheck.ofPartitions(List.of(PRICE), Map.of("orders", 3)))
                .extracting(Finding::what)
                .containsExactly(
                        "may have 4 hosts, but its topics have 3 partitions at most, and a host without one has"
                                + " nothing to do");
        assertThat(SettingsCheck.ofPartitions(List.of(PRICE), Map.of("orders", 4)))
                .isEmpty();
        assertThat(SettingsCheck.ofPartitions(List.of(PRICE), Map.of())).isEmpty();
    }

    @Test
    void a_function_without_an_order_may_have_more_hosts_than_partitions() {
        var unordered = effective("price", "orders", "prices", Map.of("ordering", "NONE"));

        assertThat(SettingsCheck.ofPartitions(List.of(unordered), Map.of("orders", 3)))
                .isEmpty();
    }

    @Test
    void a_function_cannot_gain_or_lose_its_order_while_it_is_deployed() {
        var unordered = effective("price", "orders", "prices", Map.of("ordering", "NONE"));
        var byPartition = effective("price", "orders", "prices", Map.of("ordering", "PARTITION"));

        assertThat(SettingsCheck.ofOrders(List.of(unordered), Map.of("price", deployment(PRICE))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.FAIL);
                    assertThat(finding.what()).startsWith("is deployed with an order");
                    assertThat(finding.fix()).contains("another name").endsWith("lavant rm price");
                });
        assertThat(SettingsCheck.ofOrders(List.of(PRICE), Map.of("price", deployment(unordered))))
                .extracting(Finding::what)
                .singleElement()
                .asString()
                .startsWith("is deployed without an order");
        assertThat(SettingsCheck.ofOrders(List.of(byPartition), Map.of("price", deployment(PRICE))))
                .isEmpty();
        assertThat(SettingsCheck.ofOrders(List.of(unordered), Map.of())).isEmpty();
    }

    @Test
    void a_name_that_another_handler_has_and_an_input_that_would_change_are_told() {
        var other = FunctionDeployment.newBuilder(deployment(PRICE))
                .setHandlerClass("elsewhere.Prices")
                .build();
        assertThat(SettingsCheck.ofOwnership(List.of(PRICE), Map.of("price", other)))
                .extracting(Finding::what)
                .containsExactly("is deployed with another handler, elsewhere.Prices");

        var filtered = effective("price", "orders", "prices", Map.of("filter", "type = 'sold'"));
        assertThat(SettingsCheck.ofInputs(List.of(filtered), Map.of("price", deployment(PRICE))))
                .extracting(Finding::level)
                .containsExactly(Level.FAIL);
        assertThat(SettingsCheck.ofInputs(List.of(PRICE), Map.of("price", deployment(PRICE))))
                .isEmpty();
    }

    @Test
    void a_filtered_function_cannot_begin_where_the_router_has_been() {
        var wants = Map.of("filter", "type = 'sold'", "start-from", "earliest");
        var audit = effective("audit", "orders", "", wants);
        var routed = Map.of("tax", deployment(effective("tax", "orders", "", Map.of("filter", "TRUE"))));

        assertThat(SettingsCheck.ofStarts(List.of(audit), routed))
                .extracting(Finding::level)
                .containsExactly(Level.FAIL);
        assertThat(SettingsCheck.ofStarts(List.of(audit), Map.of("price", deployment(PRICE))))
                .isEmpty();
        assertThat(SettingsCheck.ofStarts(List.of(audit), Map.of("audit", deployment(audit))))
                .isEmpty();
    }

    @Test
    void a_deploy_says_what_it_changes_and_when_it_changes_nothing() {
        var before = Map.of("price", deployment(PRICE));
        var longer = deployment(effective("price", "orders", "prices", Map.of("timeout", "31s")));

        assertThat(Change.of(before, deployment(PRICE)).nothing()).isTrue();
        assertThat(Change.of(before, longer).differences()).containsExactly("timeout: 30s → 31s");
        assertThat(Change.of(before, longer).after().getRevision()).isEqualTo(2);
        assertThat(Change.of(Map.of(), longer).differences()).containsExactly("new");
    }

    private static EffectiveSettings effective(String name, String reads, String writes, Map<String, String> options) {
        return EffectiveSettings.of(
                Functions.function(name, reads, writes),
                Said.NOTHING,
                Said.inOptions(options, List.of(name)),
                Caps.none("default"));
    }

    private static FunctionDeployment deployment(EffectiveSettings effective) {
        return Deployments.of(effective.function(), "default", List.of("/classes"), Instant.EPOCH);
    }
}
