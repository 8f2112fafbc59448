package dev.lavant.schemas.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.SchemaRegistry;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SchemaIdsTest {
    private static final SchemaIds BOTH = new SchemaIds(Map.of(Topics.USAGE, 7, Topics.HOSTS, 3));

    @Test
    void what_a_host_is_started_with_is_what_it_reads() {
        assertThat(SchemaIds.from(BOTH.toEnvironment())).isEqualTo(BOTH);
        assertThat(SchemaIds.from(SchemaIds.NONE.toEnvironment())).isEqualTo(SchemaIds.NONE);
        assertThat(BOTH.complete()).isTrue();
        assertThat(SchemaIds.NONE.complete()).isFalse();
    }

    @Test
    void a_client_that_was_taught_them_asks_no_registry() {
        var nobody = URI.create("http://localhost:1");

        int id = BOTH.teach(new SchemaRegistry(nobody)).idOf(Topics.USAGE + "-value", UsageRecord.getClassSchema());

        assertThat(id).isEqualTo(7);
    }

    @Test
    void a_registry_that_is_away_leaves_them_to_the_hosts() {
        assertThat(SchemaIds.ask(new SchemaRegistry(URI.create("http://localhost:1"))))
                .isEqualTo(SchemaIds.NONE);
    }

    @Test
    void what_is_no_list_of_ids_is_refused() {
        assertThatThrownBy(() -> SchemaIds.from(Map.of("LAVANT_SCHEMA_IDS", "billing.usage=many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LAVANT_SCHEMA_IDS must be topic=id,topic=id, was billing.usage=many");
    }
}
