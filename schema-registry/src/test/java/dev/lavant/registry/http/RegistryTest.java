package dev.lavant.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.registry.http.SilentJournal.Silence;
import dev.lavant.registry.store.Change.LevelSet;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Compatibility;
import dev.lavant.registry.store.NotKept;
import dev.lavant.registry.store.Reach;
import dev.lavant.registry.store.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {
    private final SilentJournal journal = new SilentJournal();
    private final Registry registry = new Registry(journal);

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            BEFORE_KEEPING, 1
            AFTER_KEEPING,  2
            """)
    void an_id_is_never_given_to_two_schemas_whatever_became_of_a_lost_answer(Silence when, int idOfNext) {
        journal.fallSilent(when);
        assertThatThrownBy(() -> registry.register("orders", "\"string\"")).isInstanceOf(NotKept.class);
        journal.fallSilent(Silence.NEVER);

        assertThat(registry.register("payments", "\"int\""))
                .isEqualTo(new Registered("payments", 1, idOfNext, "\"int\""));
        assertThat(registry.register("orders", "\"string\"").id()).isEqualTo(3 - idOfNext);
    }

    @Test
    void nothing_is_known_before_it_is_kept() {
        journal.fallSilent(Silence.BEFORE_KEEPING);

        assertThatThrownBy(() -> registry.register("orders", "\"string\"")).isInstanceOf(NotKept.class);
        List<String> known = registry.ask(subjects -> subjects.names("", Reach.PRESENT));
        assertThat(known).isEmpty();
    }

    @Test
    void a_deletion_is_kept_before_it_is_answered() {
        registry.register("orders", "\"string\"");
        journal.fallSilent(Silence.BEFORE_KEEPING);
        assertThatThrownBy(() -> registry.delete(subjects -> subjects.delete("orders")))
                .isInstanceOf(NotKept.class);
        journal.fallSilent(Silence.NEVER);
        List<String> there = registry.ask(subjects -> subjects.names("", Reach.PRESENT));
        assertThat(there).containsExactly("orders");

        assertThat(registry.delete(subjects -> subjects.delete("orders"))).containsExactly(1);
        assertThat(new Registry(journal).<List<String>>ask(subjects -> subjects.names("", Reach.PRESENT)))
                .isEmpty();
    }

    @Test
    void what_is_known_needs_no_journal() {
        Registered first = registry.register("orders", "\"string\"");
        journal.fallSilent(Silence.BEFORE_KEEPING);

        assertThat(registry.register("orders", "\"string\"")).isEqualTo(first);
        String known = registry.ask(subjects -> subjects.byId(1));
        assertThat(known).isEqualTo("\"string\"");
    }

    @Test
    void a_level_whose_answer_was_lost_holds_from_the_next_write_on() {
        registry.register("orders", "\"string\"");
        journal.fallSilent(Silence.AFTER_KEEPING);
        assertThatThrownBy(() -> registry.configure(_ -> new LevelSet(Optional.empty(), Compatibility.FORWARD)))
                .isInstanceOf(NotKept.class);
        journal.fallSilent(Silence.NEVER);

        registry.register("payments", "\"long\"");

        assertThatThrownBy(() -> registry.register("payments", "\"double\"")).isInstanceOf(Refused.class);
        Compatibility level = registry.ask(subjects -> subjects.levels().ofAll());
        assertThat(level).isEqualTo(Compatibility.FORWARD);
    }
}
