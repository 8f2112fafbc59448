package dev.lavant.cli.options;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the command touches of the process it runs in; a test gives it other ones.
///
/// @param out for data, and nothing else
/// @param err for hints, warnings and failures
/// @param in read only where `@-` is given as a file
/// @param workingDirectory where files and `.lavant/dev.properties` are looked for
public record Surroundings(PrintWriter out, PrintWriter err, InputStream in, Path workingDirectory) {

    /// Those of this process. Text is UTF-8 whatever the terminal's locale says.
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.in,
                Path.of("").toAbsolutePath());
    }

    /// The text of a file, or of standard input when its name is `-`.
    ///
    /// @throws CommandFailed with exit code 3 when it cannot be read
    public String read(String file) {
        try {
            return file.equals("-")
                    ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(workingDirectory.resolve(file));
        } catch (IOException unreadable) {
            throw new CommandFailed(
                            Exit.NOT_FOUND,
                            "the file " + file + " cannot be read",
                            unreadable.toString(),
                            "Look whether the name is right:  ls -l " + file)
                    .causedBy(unreadable);
        }
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
    }
}
