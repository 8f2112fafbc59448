package dev.lavant.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows are the table of "Schema Evolution and Compatibility" in Confluent's documentation.
class CompatibilityTest {
    private static final Schema BARE = order("");
    private static final Schema WITH_OPTIONAL = order("{'name':'note','type':'string','default':''}");
    private static final Schema WITH_REQUIRED = order("{'name':'note','type':'string'}");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            NONE,                true,  true,  true,  true
            BACKWARD,            true,  false, true,  true
            BACKWARD_TRANSITIVE, true,  false, true,  true
            FORWARD,             true,  true,  true,  false
            FORWARD_TRANSITIVE,  true,  true,  true,  false
            FULL,                true,  false, true,  false
            FULL_TRANSITIVE,     true,  false, true,  false
            """)
    void a_level_says_which_fields_may_come_and_go(
            Compatibility level, boolean addOptional, boolean addRequired, boolean dropOptional, boolean dropRequired) {
        assertThat(List.of(
                        follows(level, WITH_OPTIONAL, BARE),
                        follows(level, WITH_REQUIRED, BARE),
                        follows(level, BARE, WITH_OPTIONAL),
                        follows(level, BARE, WITH_REQUIRED)))
                .containsExactly(addOptional, addRequired, dropOptional, dropRequired);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            BACKWARD,            true
            BACKWARD_TRANSITIVE, false
            FULL,                true
            FULL_TRANSITIVE,     false
            """)
    void only_a_transitive_level_looks_further_back_than_the_last_version(Compatibility level, boolean follows) {
        // the last version can be followed, the first cannot: it lacks the field that has no default any more
        assertThat(follows(level, WITH_REQUIRED, BARE, WITH_OPTIONAL)).isEqualTo(follows);
    }

    @Test
    void anything_may_be_the_first() {
        assertThat(Compatibility.values()).allMatch(level -> follows(level, WITH_REQUIRED));
    }

    @Test
    void a_fault_says_where_and_why() {
        assertThat(Compatibility.BACKWARD.faults(WITH_REQUIRED, List.of(BARE)))
                .containsExactly("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: note");
    }

    @Test
    void a_full_level_says_the_faults_of_both_directions() {
        Schema renamed = order("{'name':'remark','type':'string'}");

        assertThat(Compatibility.FULL.faults(renamed, List.of(WITH_REQUIRED)))
                .containsExactly(
                        "READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: remark",
                        "READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: note");
    }

    private static boolean follows(Compatibility level, Schema wanted, Schema... versions) {
        return level.faults(wanted, List.of(versions)).isEmpty();
    }

    private static Schema order(String field) {
        String fields = "{'name':'id','type':'long'}" + (field.isEmpty() ? "" : "," + field);
        String schema = "{'type':'record','name':'Order','fields':[" + fields + "]}";
        return new Schema.Parser().parse(schema.replace('\'', '"'));
    }
}
