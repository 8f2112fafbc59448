package dev.lavant.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each class in the folder `wrong` is refused with the messages that its `// error:` comments say, each at the
/// line of code above its comments.
class WrongHandlersTest {
    private static final String EXPECTED = "// error: ";

    @TempDir
    Path classes;

    static Stream<String> wrong() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/wrong"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_handler_is_refused_with_what_to_write_instead(String file) throws Exception {
        String source = Files.readString(Path.of("src/test/resources/wrong", file));

        assertThat(Compilation.of(classes, source).errors()).isEqualTo(expected(source));
    }

    @Test
    void two_functions_of_one_name_are_refused_whatever_their_class() {
        var compilation = Compilation.of(
                classes,
                "class Prices { @EventFunction(topics = \"orders\") void price(String order) {} }",
                "class Taxes { @EventFunction(name = \"price\", topics = \"orders\") void tax(String order) {} }");

        assertThat(compilation.errors())
                .containsExactly("Taxes.java:1 two functions are named 'price', shop.Prices.price and shop.Taxes.tax:"
                        + " give one of them another name with @EventFunction(name = \"…\")");
    }

    @Test
    void the_faults_of_all_classes_are_told_at_once() {
        var compilation = Compilation.of(
                classes,
                "class Prices { @EventFunction(topics = \"orders\") static void price(String order) {} }",
                "class Taxes { @EventFunction(topics = \"orders\") private void tax(String order) {} }");

        assertThat(compilation.errors())
                .containsExactly(
                        "Prices.java:1 handler price is static, but functions are methods of an object: remove"
                                + " 'static'",
                        "Taxes.java:1 handler tax is private, so that nobody can call it: remove 'private'");
    }

    @Test
    void a_record_without_a_library_that_reads_json_is_refused() {
        String withoutSerialization = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("micronaut-serde"))
                .collect(Collectors.joining(File.pathSeparator));
        var compilation = Compilation.of(withoutSerialization, classes, """
                class Wrong {
                    record Order(String id) {}
                    @EventFunction(topics = "orders") void price(Order order) {}
                }
                """);

        assertThat(compilation.errors())
                .containsExactly("Wrong.java:1 record Wrong.Order is read as JSON, for which the class path lacks"
                        + " Micronaut Serialization: add the dependency io.micronaut.serde:micronaut-serde-jackson");
    }

    @Test
    void a_type_that_does_not_exist_is_told_by_javac_alone() {
        var compilation = Compilation.of(classes, """
                class Wrong {
                    @EventFunction(topics = "orders")
                    void price(Order order) {}
                }
                """);

        assertThat(compilation.errors()).singleElement().asString().startsWith("Wrong.java:3 cannot find symbol");
    }

    private static List<String> expected(String source) {
        var errors = new ArrayList<String>();
        int codeLine = 0;
        int line = 0;
        for (String text : source.lines().toList()) {
            line++;
            String code = text.strip();
            if (code.startsWith(EXPECTED)) {
                errors.add("Wrong.java:" + codeLine + " " + code.substring(EXPECTED.length()));
            } else if (!code.isEmpty()) {
                codeLine = line;
            }
        }
        return errors;
    }
}
