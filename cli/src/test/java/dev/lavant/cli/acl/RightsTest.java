package dev.lavant.cli.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {
    static {
        GeneratedClasses.trust();
    }

    private final Rights rights = new Rights(
            "lavant-",
            List.of(
                    function("receipt").setFilter("items > 5").build(),
                    function("resize").setOrdering(EventOrdering.NONE).build()));

    @Test
    void a_host_may_do_what_its_function_does_and_nothing_more() {
        assertThat(lines(Part.HOST).filter(line -> line.contains("lavant-host-receipt")))
                .containsExactly(
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Read"
                                + " --topic 'lavant.queue.receipt'",
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Write --topic 'receipts'",
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Write"
                                + " --topic 'lavant.dead-letters.receipt'",
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Write"
                                + " --topic 'billing.usage'",
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Write"
                                + " --topic 'lavant.hosts'",
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Read"
                                + " --group 'lavant.receipt'",
                        "acls --add --allow-principal 'User:lavant-host-receipt' --operation Write"
                                + " --transactional-id 'lavant.receipt.' --resource-pattern-type prefixed");
        assertThat(lines(Part.HOST).filter(line -> line.contains("lavant-host-resize")))
                .as("without a filter it reads the source, without an order by its share group")
                .anyMatch(line -> line.endsWith("--operation Read --topic 'purchases'"))
                .anyMatch(line -> line.endsWith("--group 'lavant.resize.share'"));
    }

    @ParameterizedTest(name = "{0} is written by {1}")
    @CsvSource({
        Topics.USAGE + ", HOST",
        Topics.STATEMENTS + ", BILLING",
        Topics.SUMMARIES + ", BILLING",
        Topics.SPENDING + ", BILLING",
        Topics.SCALING_LEADER + ", AUTOSCALER",
        Topics.SCHEDULES + ", AUTOSCALER",
        "lavant.ticks.nightly, AUTOSCALER",
        Topics.SCHEMAS + ", REGISTRY",
        "receipts, HOST",
        Topics.FUNCTIONS + ", CONSOLE",
        Topics.KEYS + ",",
        Topics.PRICES + ",",
        Topics.BUDGETS + ", CONSOLE",
        Topics.TENANTS + ","
    })
    void what_others_rely_on_is_written_by_one_part_alone(String topic, Part writer) {
        List<Part> writers = Stream.of(Part.values())
                .filter(part -> rights.of(part).stream()
                        .filter(grant -> grant.operations().contains(AclOperation.WRITE))
                        .anyMatch(grant -> covers(grant, topic)))
                .toList();

        assertThat(writers).isEqualTo(Stream.ofNullable(writer).toList());
    }

    @Test
    void a_tenant_reads_what_its_functions_made_and_not_the_bills_of_all() {
        assertThat(rights.of(Part.TENANT)).allSatisfy(grant -> {
            assertThat(grant.principal()).isEqualTo("User:lavant-tenant-acme");
            assertThat(grant.operations()).containsExactly(AclOperation.READ);
        });
        assertThat(rights.of(Part.TENANT))
                .extracting(grant -> grant.on().name())
                .containsExactly("receipts", "lavant.dead-letters.receipt", "lavant.dead-letters.resize");
    }

    private Stream<String> lines(Part part) {
        return rights.of(part).stream().map(grant -> grant.commandLine("acls"));
    }

    private static boolean covers(Grant grant, String topic) {
        return grant.on().patternType() == PatternType.PREFIXED
                ? topic.startsWith(grant.on().name())
                : topic.equals(grant.on().name());
    }

    private static FunctionDeployment.Builder function(String name) {
        return FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setTenant("acme")
                .setSourceTopics(List.of("purchases"))
                .setOutputTopics(List.of("receipts"))
                .setGroupId(Topics.group(name))
                .setHandlerClass("shop.Receipts")
                .setHandlerMethod("on")
                .setTimeoutMillis(1000)
                .setMemoryMib(128)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1000)
                .setMaxHosts(4)
                .setClasspath(List.of())
                .setDeployedAt(Instant.EPOCH);
    }
}
