package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The function that the README shows is the one that `lavant new` writes, which NewProjectIT compiles, tests and runs.
class ReadmeTest {

    @Test
    void the_readmes_function_is_the_one_of_a_new_project() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String shown = readme.substring(readme.indexOf("```java") + "```java".length());
        shown = shown.substring(0, shown.indexOf("```")).strip();

        assertThat(Files.readString(Path.of("../cli/src/main/resources/dev/lavant/cli/project/hello/Greetings.java")))
                .contains(shown);
    }
}
