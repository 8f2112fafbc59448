package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewProjectTest {
    @TempDir
    Path folder;

    @Test
    void a_memory_that_is_no_size_is_refused_before_anything_starts() throws Exception {
        assertThat(DevProcess.type(folder, "dev", ".", "--memory", "2GB")).satisfies(typed -> {
            assertThat(typed.exit()).isEqualTo(2);
            assertThat(typed.err()).contains("--memory '2GB' is not a size").contains("--memory 2Gi");
        });
    }

    @Test
    void a_name_that_is_taken_or_wrong_is_refused() throws Exception {
        Files.createFile(Files.createDirectories(folder.resolve("taken")).resolve("file"));

        assertThat(DevProcess.type(folder, "new", "taken")).satisfies(typed -> {
            assertThat(typed.exit()).isEqualTo(1);
            assertThat(typed.err()).contains("is there already").contains("Nothing was written.");
        });
        assertThat(DevProcess.type(folder, "new", "No Name")).satisfies(typed -> {
            assertThat(typed.exit()).isEqualTo(2);
            assertThat(typed.err())
                    .contains("'No Name' cannot be the name of a project")
                    .contains("lavant new price-orders");
        });
    }
}
