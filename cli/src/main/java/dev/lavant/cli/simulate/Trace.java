package dev.lavant.cli.simulate;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.simulator.load.BadTrace;
import dev.lavant.simulator.load.TraceFile;
import dev.lavant.simulator.load.Workload;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// A file of arrivals as it was typed, `FILE` or `FILE@FACTOR`.
record Trace(String file, double factor) {
    private static final double MOST = 1_000;

    static Trace typed(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? new Trace(text, 1) : new Trace(text.substring(0, at), factor(text.substring(at + 1)));
    }

    private static double factor(String text) {
        if (text.matches("\\d{1,4}(\\.\\d{1,6})?")) {
            double factor = Double.parseDouble(text);
            if (factor > 0 && factor <= MOST) {
                return factor;
            }
        }
        throw new CommandFailed(
                Exit.USAGE,
                "'" + text + "' is not a factor",
                "What follows the @ says how often each event comes, more than 0 and at most 1000.",
                "For example:  --trace arrivals.txt@40  or  --trace arrivals.txt@0.05");
    }

    Workload read(Path folder, long seed) {
        try {
            return TraceFile.read(name(), lines(folder.resolve(file)), factor, seed);
        } catch (BadTrace bad) {
            throw new CommandFailed(
                            Exit.CHECK_FAILED,
                            "the arrivals in " + file + " cannot be read",
                            (bad.line() > 0 ? "Line " + bad.line() + ": " : "") + bad.why() + ".",
                            "docs/scaling.md, \"Files of arrivals\", shows the formats.")
                    .causedBy(bad);
        }
    }

    /// The file's name without folder and ending, with the factor.
    private String name() {
        String name = Path.of(file).getFileName().toString();
        int dot = name.lastIndexOf('.');
        String plain = dot > 0 ? name.substring(0, dot) : name;
        return factor == 1 ? plain : plain + "@" + (factor == Math.rint(factor) ? "" + (long) factor : "" + factor);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new CommandFailed(
                            Exit.NOT_FOUND,
                            "there is no file " + file,
                            "--trace needs a file of arrivals.",
                            "Try without one:  lavant simulate --workload step")
                    .causedBy(missing);
        } catch (CharacterCodingException notText) {
            throw unreadable(file, "It is not UTF-8 text.", notText);
        } catch (IOException failed) {
            throw unreadable(file, failed.toString(), failed);
        }
    }

    private static CommandFailed unreadable(Path file, String why, IOException failed) {
        return new CommandFailed(
                        Exit.FAILED,
                        file + " cannot be read",
                        why,
                        "docs/scaling.md, \"Files of arrivals\", shows what it may be.")
                .causedBy(failed);
    }
}
