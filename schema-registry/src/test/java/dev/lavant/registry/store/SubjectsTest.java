package dev.lavant.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.registry.store.Change.LevelReset;
import dev.lavant.registry.store.Change.LevelSet;
import dev.lavant.registry.store.Change.ModeReset;
import dev.lavant.registry.store.Change.ModeSet;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Change.SubjectDeleted;
import dev.lavant.registry.store.Change.VersionDeleted;
import dev.lavant.registry.store.Change.VersionErased;
import dev.lavant.registry.store.Refused.Code;
import dev.lavant.registry.store.Subjects.Given;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {
    private static final String TEXT = "\"string\"";
    private static final String NUMBER = "\"long\"";
    private static final String BYTES = "\"bytes\"";

    private final Subjects subjects = new Subjects();

    @Test
    void ids_count_up_from_1_and_versions_within_their_subject() {
        assertThat(register("orders", TEXT)).isEqualTo(new Registered("orders", 1, 1, TEXT));
        assertThat(register("orders", BYTES)).isEqualTo(new Registered("orders", 2, 2, BYTES));
        assertThat(register("payments", NUMBER)).isEqualTo(new Registered("payments", 1, 3, NUMBER));
        assertThat(subjects.names("", Reach.PRESENT)).containsExactly("orders", "payments");
    }

    @Test
    void the_same_schema_is_the_same_version_and_changes_nothing() {
        Registered first = register("orders", TEXT);

        assertThat(subjects.plan("orders", " { \"type\" : \"string\" } ")).isEqualTo(new Plan.There(first));
    }

    @Test
    void the_same_schema_has_the_same_id_in_every_subject() {
        register("orders", TEXT);
        register("orders", BYTES);

        assertThat(register("payments", BYTES)).isEqualTo(new Registered("payments", 1, 2, BYTES));
        assertThat(subjects.usesOf(2, Reach.PRESENT))
                .containsExactly(new Registered("orders", 2, 2, BYTES), new Registered("payments", 1, 2, BYTES));
    }

    @Test
    void documentation_and_aliases_make_another_schema() {
        String bare = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}";
        String told = "{\"type\":\"record\",\"name\":\"Order\",\"doc\":\"A purchase.\",\"fields\":[]}";
        String alias = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[],\"aliases\":[\"Purchase\"]}";

        assertThat(List.of(
                        register("orders", bare).id(),
                        register("orders", told).id(),
                        register("orders", alias).id()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_plan_is_nothing_until_it_is_applied() {
        assertThat(subjects.plan("orders", TEXT)).isEqualTo(new Plan.New(new Registered("orders", 1, 1, TEXT)));

        assertThat(subjects.names("", Reach.PRESENT)).isEmpty();
        refused(Code.SCHEMA_NOT_FOUND, () -> subjects.byId(1));
    }

    @Test
    void an_incompatible_schema_is_refused_with_the_reason() {
        register("orders", TEXT);

        assertThatThrownBy(() -> subjects.plan("orders", NUMBER))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Code.INCOMPATIBLE))
                .hasMessage("Schema being registered is incompatible with an earlier schema for subject \"orders\""
                        + " (BACKWARD), details: TYPE_MISMATCH at /: reader type: LONG not compatible with writer"
                        + " type: STRING");
    }

    @Test
    void a_subjects_own_level_goes_before_that_of_all() {
        register("orders", TEXT);
        register("payments", TEXT);
        subjects.apply(new LevelSet(Optional.of("orders"), Compatibility.NONE));

        assertThat(register("orders", NUMBER).version()).isEqualTo(2);
        refused(Code.INCOMPATIBLE, () -> subjects.plan("payments", NUMBER));

        subjects.apply(new LevelSet(Optional.empty(), Compatibility.NONE));
        subjects.apply(new LevelSet(Optional.of("orders"), Compatibility.FULL));

        assertThat(register("payments", NUMBER).version()).isEqualTo(2);
        refused(Code.INCOMPATIBLE, () -> subjects.plan("orders", BYTES));
    }

    @Test
    void a_level_that_is_reset_is_the_one_above_it_again() {
        subjects.apply(new LevelSet(Optional.empty(), Compatibility.FORWARD));
        subjects.apply(new LevelSet(Optional.of("orders"), Compatibility.NONE));

        subjects.apply(new LevelReset(Optional.of("orders")));
        assertThat(subjects.levels().of("orders")).isEqualTo(Compatibility.FORWARD);
        refused(Code.LEVEL_NOT_FOUND, () -> subjects.levels().own("orders"));

        subjects.apply(new LevelReset(Optional.empty()));
        assertThat(subjects.levels().of("orders")).isEqualTo(Compatibility.BACKWARD);
    }

    @Test
    void a_check_looks_at_the_version_that_is_asked_for() {
        register("orders", TEXT);
        register("orders", BYTES);
        subjects.apply(new LevelSet(Optional.of("orders"), Compatibility.FORWARD));

        assertThat(subjects.faults("orders", "[\"null\",\"string\"]", "1")).isNotEmpty();
        assertThat(subjects.faults("orders", TEXT, "1")).isEmpty();
        assertThat(subjects.faults("orders", NUMBER, "latest")).isNotEmpty();
        assertThat(subjects.faults("orders", NUMBER)).isNotEmpty();
        assertThat(subjects.faults("new", NUMBER, "latest")).isEmpty();
        refused(Code.VERSION_NOT_FOUND, () -> subjects.faults("orders", TEXT, "3"));
    }

    @Test
    void a_version_is_found_by_number_or_as_the_latest() {
        Registered first = register("orders", TEXT);
        Registered second = register("orders", BYTES);

        assertThat(subjects.version("orders", "1")).isEqualTo(first);
        assertThat(subjects.version("orders", "latest")).isEqualTo(second);
        assertThat(subjects.version("orders", "-1")).isEqualTo(second);
        assertThat(subjects.versionsOf("orders", Reach.PRESENT)).containsExactly(first, second);
        assertThat(subjects.lookUp("orders", TEXT, Reach.PRESENT)).isEqualTo(first);
    }

    @Test
    void what_is_not_there_is_named_by_its_code() {
        register("orders", TEXT);

        refused(Code.SUBJECT_NOT_FOUND, () -> subjects.version("payments", "1"));
        refused(Code.SUBJECT_NOT_FOUND, () -> subjects.versionsOf("payments", Reach.PRESENT));
        refused(Code.SUBJECT_NOT_FOUND, () -> subjects.lookUp("payments", TEXT, Reach.PRESENT));
        refused(Code.VERSION_NOT_FOUND, () -> subjects.version("orders", "2"));
        refused(Code.SCHEMA_NOT_FOUND, () -> subjects.lookUp("orders", NUMBER, Reach.PRESENT));
        refused(Code.SCHEMA_NOT_FOUND, () -> subjects.usesOf(2, Reach.PRESENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "first", "", "99999999999"})
    void a_version_is_a_number_from_1(String version) {
        register("orders", TEXT);

        refused(Code.INVALID_VERSION, () -> subjects.version("orders", version));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | nothing
            { | JSON that breaks off
            {"type":"strin"} | a type that is not there
            {"type":"record","name":"A","fields":[{"name":"n","type":"int","default":"none"}]} | a wrong default
            {"type":"record","name":"A-B","fields":[]} | a name with a dash
            {"type":"record","name":"A","fields":[{"name":"b","type":"B"}]} | a name that is nowhere
            """)
    void what_is_not_a_schema_is_refused(String text, String fault) {
        refused(Code.INVALID_SCHEMA, () -> subjects.plan("orders", text));
        refused(Code.INVALID_SCHEMA, () -> subjects.faults("orders", text));
    }

    @Test
    void a_deleted_version_is_gone_but_its_id_and_number_stay_taken() {
        register("orders", TEXT);
        Registered second = register("orders", BYTES);
        subjects.apply(new VersionDeleted(second));

        assertThat(subjects.version("orders", "latest").version()).isEqualTo(1);
        assertThat(subjects.byId(2)).isEqualTo(BYTES);
        assertThat(register("orders", BYTES)).isEqualTo(new Registered("orders", 3, 2, BYTES));

        subjects.apply(new VersionErased("orders", 2));
        assertThat(subjects.byId(2)).isEqualTo(BYTES);
    }

    @Test
    void compaction_may_leave_only_the_deletion_of_a_version() {
        subjects.apply(new VersionDeleted(new Registered("orders", 4, 9, TEXT)));

        assertThat(subjects.names("", Reach.PRESENT)).isEmpty();
        assertThat(subjects.byId(9)).isEqualTo(TEXT);
        assertThat(register("orders", BYTES)).isEqualTo(new Registered("orders", 5, 10, BYTES));
    }

    @Test
    void a_deleted_subject_can_begin_anew() {
        register("orders", TEXT);
        subjects.apply(new SubjectDeleted("orders", 1));

        assertThat(subjects.names("", Reach.PRESENT)).isEmpty();
        refused(Code.SUBJECT_NOT_FOUND, () -> subjects.versionsOf("orders", Reach.PRESENT));
        assertThat(register("orders", NUMBER)).isEqualTo(new Registered("orders", 2, 2, NUMBER));
    }

    @Test
    void what_was_deleted_is_still_told_to_who_asks_for_it_until_it_is_erased() {
        Registered first = register("orders", TEXT);
        Registered second = register("orders", BYTES);
        apply(subjects.delete("orders", "2"));

        assertThat(subjects.versionsOf("orders", Reach.PRESENT)).containsExactly(first);
        assertThat(subjects.versionsOf("orders", Reach.DELETED_TOO)).containsExactly(first, second);
        assertThat(subjects.version("orders", "2", Reach.DELETED_TOO)).isEqualTo(second);
        assertThat(subjects.lookUp("orders", BYTES, Reach.DELETED_TOO)).isEqualTo(second);
        refused(Code.VERSION_NOT_FOUND, () -> subjects.version("orders", "2"));
        refused(Code.VERSION_DELETED, () -> subjects.delete("orders", "2"));
        refused(Code.VERSION_NOT_DELETED, () -> subjects.erase("orders", "1"));
        refused(Code.VERSION_NOT_FOUND, () -> subjects.erase("orders", "3"));

        assertThat(subjects.erase("orders", "2").versions()).containsExactly(2);
        apply(subjects.erase("orders", "2"));
        assertThat(subjects.versionsOf("orders", Reach.DELETED_TOO)).containsExactly(first);
        refused(Code.SCHEMA_NOT_FOUND, () -> subjects.byId(2));
        assertThat(register("payments", NUMBER).id()).as("no id is given twice").isEqualTo(3);
    }

    @Test
    void a_subject_is_deleted_with_its_level_and_mode_and_then_erased() {
        register("orders", TEXT);
        register("orders", BYTES);
        subjects.apply(new LevelSet(Optional.of("orders"), Compatibility.NONE));
        subjects.apply(new ModeSet(Optional.of("orders"), Mode.READWRITE));
        refused(Code.SUBJECT_NOT_DELETED, () -> subjects.erase("orders"));

        Deletion deletion = subjects.delete("orders");
        assertThat(deletion.versions()).containsExactly(1, 2);
        apply(deletion);

        assertThat(subjects.names("", Reach.PRESENT)).isEmpty();
        assertThat(subjects.names("ord", Reach.DELETED_TOO)).containsExactly("orders");
        refused(Code.LEVEL_NOT_FOUND, () -> subjects.levels().own("orders"));
        refused(Code.MODE_NOT_FOUND, () -> subjects.modes().own("orders"));
        refused(Code.SUBJECT_DELETED, () -> subjects.delete("orders"));
        assertThat(subjects.byId(2)).isEqualTo(BYTES);

        apply(subjects.erase("orders"));
        assertThat(subjects.names("", Reach.DELETED_TOO)).isEmpty();
        refused(Code.SUBJECT_NOT_FOUND, () -> subjects.erase("orders"));
        refused(Code.SUBJECT_NOT_FOUND, () -> subjects.delete("orders"));
        assertThat(register("orders", NUMBER)).isEqualTo(new Registered("orders", 1, 3, NUMBER));
    }

    @Test
    void a_read_only_subject_changes_in_nothing() {
        Registered there = register("orders", TEXT);
        subjects.apply(new ModeSet(Optional.of("orders"), Mode.READONLY));

        assertThat(subjects.plan("orders", TEXT)).isEqualTo(new Plan.There(there));
        refused(Code.NOT_PERMITTED, () -> subjects.plan("orders", BYTES));
        refused(Code.NOT_PERMITTED, () -> subjects.delete("orders"));
        refused(Code.NOT_PERMITTED, () -> subjects.delete("orders", "1"));
        assertThat(register("payments", BYTES).version()).isEqualTo(1);

        subjects.apply(new ModeSet(Optional.of("orders"), Mode.READWRITE));
        subjects.apply(new ModeSet(Optional.empty(), Mode.READONLY));
        assertThat(register("orders", BYTES).version()).isEqualTo(2);
        refused(Code.NOT_PERMITTED, () -> subjects.plan("payments", NUMBER));

        subjects.apply(new ModeSet(Optional.empty(), Mode.READONLY_OVERRIDE));
        refused(Code.NOT_PERMITTED, () -> subjects.plan("orders", NUMBER));
        subjects.apply(new ModeReset(Optional.empty()));
        subjects.apply(new ModeReset(Optional.of("orders")));
        assertThat(subjects.modes().of("orders")).isEqualTo(Mode.READWRITE);
    }

    @Test
    void an_import_keeps_ids_and_versions_and_overwrites_none() {
        register("payments", NUMBER);
        refused(Code.NOT_PERMITTED, () -> subjects.plan("orders", TEXT, new Given(7, Optional.of(3))));
        subjects.apply(new ModeSet(Optional.of("orders"), Mode.IMPORT));
        refused(Code.NOT_PERMITTED, () -> subjects.plan("orders", TEXT));
        refused(Code.NOT_PERMITTED, () -> subjects.plan("orders", TEXT, new Given(1, Optional.of(3))));

        Registered imported =
                subjects.plan("orders", TEXT, new Given(7, Optional.of(3))).registered();
        subjects.apply(imported);
        assertThat(imported).isEqualTo(new Registered("orders", 3, 7, TEXT));
        assertThat(subjects.plan("orders", TEXT, new Given(7, Optional.empty())))
                .isEqualTo(new Plan.There(imported));
        refused(Code.NOT_PERMITTED, () -> subjects.plan("orders", BYTES, new Given(8, Optional.of(3))));
        assertThat(subjects.plan("orders", BYTES, new Given(8, Optional.empty()))
                        .registered())
                .as("compatibility is not asked for")
                .isEqualTo(new Registered("orders", 4, 8, BYTES));

        subjects.apply(new ModeReset(Optional.of("orders")));
        assertThat(register("payments", "[\"long\",\"null\"]").id()).isEqualTo(8);
    }

    private void apply(Deletion deletion) {
        deletion.changes().forEach(subjects::apply);
    }

    private Registered register(String subject, String schema) {
        Registered registered = subjects.plan(subject, schema).registered();
        subjects.apply(registered);
        return registered;
    }

    private static void refused(Code code, ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
