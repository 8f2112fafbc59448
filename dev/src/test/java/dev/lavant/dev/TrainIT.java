package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.cli.Lavant;
import dev.lavant.cli.options.Surroundings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainIT {
    @Test
    void every_verb_that_is_rehearsed_succeeds(@TempDir Path folder) {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var surroundings = new Surroundings(writer, writer, InputStream.nullInputStream(), folder);

        int exit =
                Lavant.commandLine(surroundings, Main::verbs).execute("train", System.getProperty("java.class.path"));

        assertThat(exit).as(said.toString()).isZero();
    }
}
