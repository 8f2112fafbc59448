package dev.lavant.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.cli.Lavant;
import dev.lavant.cli.options.Surroundings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short run of `lavant torture`, in the tests of each build. Long ones are typed: see docs/torture.md.
class TortureIT {
    @TempDir
    Path folder;

    @Test
    void hosts_that_die_in_every_way_lose_and_double_nothing() throws Exception {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = torture(folder, out, err, "--seed", "1", "--kills", "6");

        String said = out + "\n" + err + "\n" + Files.readString(folder.resolve(".lavant/torture/seed-1/torture.log"));
        assertThat(exit).as(said).isZero();
        assertThat(out.toString())
                .containsPattern("lost +0\n")
                .containsPattern("duplicated +0\n")
                .containsPattern("reordered +0\n")
                .containsPattern("unbilled +0\n")
                .containsPattern("double-billed +0\n")
                .containsPattern("unreconciled +0\n");
        assertThat(err.toString()).containsPattern("seed 1: [1-9][0-9]* hosts lost, [1-9][0-9]+ events");
    }

    @Test
    void a_wrong_option_is_one_sentence() {
        var err = new StringWriter();

        assertThat(torture(folder, new StringWriter(), err, "--kills", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--kills must be at least 1, was 0");
    }

    /// Types the command in a folder.
    static int torture(Path folder, StringWriter out, StringWriter err, String... options) {
        System.setProperty(
                "lavant.home", Path.of("..").toAbsolutePath().normalize().toString());
        var surroundings = new Surroundings(
                new PrintWriter(out, true), new PrintWriter(err, true), InputStream.nullInputStream(), folder);
        var arguments = new ArrayList<>(List.of("torture"));
        arguments.addAll(List.of(options));
        return Lavant.commandLine(surroundings, common -> List.of(new Torture(common)))
                .execute(arguments.toArray(String[]::new));
    }
}
