package dev.lavant.cli;

import dev.lavant.cli.options.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Types commands in a folder, and remembers what came back.
///
/// @param folder the working directory
/// @param always arguments behind every command
/// @param in what is typed into a command that reads standard input
public record Terminal(Path folder, List<String> always, String in) {

    /// What a command printed, and its exit code.
    public record Answer(int exit, String out, String err) {

        /// The lines of data.
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /// A terminal in a folder.
    public static Terminal in(Path folder) {
        return new Terminal(folder, List.of(), "");
    }

    /// The same terminal, its commands pointed at a platform.
    public Terminal at(String bootstrapServers, URI registry) {
        return new Terminal(
                folder, List.of("--bootstrap-servers", bootstrapServers, "--registry", registry.toString()), in);
    }

    /// The same terminal with something to read on standard input.
    public Terminal typing(String text) {
        return new Terminal(folder, always, text);
    }

    /// Runs a command without quotes in it to its end.
    public Answer type(String line) {
        return run(line.split(" ", -1));
    }

    /// Runs a command to its end.
    public Answer run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                new PrintWriter(out),
                new PrintWriter(err),
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                folder);
        int exit = Lavant.commandLine(surroundings, PlatformElsewhere::verbs)
                .execute(
                        Stream.concat(Arrays.stream(arguments), always.stream()).toArray(String[]::new));
        return new Answer(exit, out.toString(), err.toString());
    }
}
