package dev.lavant.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each class in the folder `right` compiles, and has the manifest that stands beside it.
class RightHandlersTest {
    private static final Path RIGHT = Path.of("src/test/resources/right");

    @TempDir
    Path classes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EverySetting",
                "EveryDefault",
                "EveryPayload",
                "EveryResult",
                "EverySchedule",
                "ItsOwnAnnotation"
            })
    void right_handlers_compile_to_the_manifest_beside_them(String name) throws Exception {
        var compilation = Compilation.of(classes, Files.readString(RIGHT.resolve(name + ".java")));

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.manifest(name)).isEqualTo(Files.readString(RIGHT.resolve(name + ".json")));
    }

    @Test
    void a_nested_class_has_a_manifest_of_its_own() {
        var compilation = Compilation.of(
                classes,
                "class Outer { static class Nested { @EventFunction(topics = \"t\") void nested(String in) {} } }");

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.manifest("Outer$Nested")).contains("\"class\" : \"shop.Outer$Nested\"");
    }

    @Test
    void a_class_without_functions_has_none() {
        var compilation = Compilation.of(classes, "class Plain { void price(String order) {} }");

        assertThat(compilation.errors()).isEmpty();
        assertThat(classes.resolve("shop/Plain.class")).exists();
        assertThat(classes.resolve("META-INF/lavant")).doesNotExist();
    }
}
