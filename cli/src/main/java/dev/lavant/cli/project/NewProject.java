package dev.lavant.cli.project;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant new`.
@Command(
        name = "new",
        description = "Make a project with one function and its test, in a folder of its own.",
        footer = {
            "",
            "It builds with Maven (mvn test), runs here (lavant dev NAME) and can be deployed (lavant deploy NAME)."
        })
public final class NewProject implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /// Files of the template and where they go; `PACKAGE` is the project's name as a Java package.
    private static final Map<String, String> FILES = Map.of(
            "pom.xml", "pom.xml",
            "Greetings.java", "src/main/java/PACKAGE/Greetings.java",
            "GreetingsTest.java", "src/test/java/PACKAGE/GreetingsTest.java",
            "visitor.json", "src/test/events/visitor.json",
            "simplelogger.properties", "src/test/resources/simplelogger.properties",
            "lavant-dev.json", "lavant-dev.json",
            "README.md", "README.md",
            "gitignore", ".gitignore");

    private final CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "Name of the project and its folder: a-z, 0-9 and '-'.")
    private String name = "";

    /// A verb of one command line.
    public NewProject(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        requireName();
        Path folder = common.surroundings().workingDirectory().resolve(name);
        requireNew(folder);
        FILES.forEach((template, to) -> write(folder.resolve(to.replace("PACKAGE", packageName())), text(template)));
        var console = common.console();
        console.hint("made " + folder);
        console.hint("");
        console.hint("  lavant dev " + name + "       run it on this machine; edit " + name
                + "/src/main/java and save to see it change");
        console.hint("  cd " + name + " && mvn test   its test, in memory");
        return Exit.OK.code();
    }

    private void requireName() {
        if (!NAME.matcher(name).matches()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "'" + name + "' cannot be the name of a project",
                    "It must be a lower-case letter and then at most 62 of a-z, 0-9 and '-'.",
                    "For example:  lavant new price-orders");
        }
    }

    private static void requireNew(Path folder) {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            if (Files.isRegularFile(folder) || inside.findAny().isPresent()) {
                throw new CommandFailed(
                        Exit.FAILED,
                        folder + " is there already",
                        "Nothing was written.",
                        "Take another name, or remove it.");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String packageName() {
        return name.replace("-", "");
    }

    private String text(String template) {
        try (InputStream file = NewProject.class.getResourceAsStream("hello/" + template)) {
            if (file == null) {
                throw new IllegalStateException("the template " + template + " is not in this lavant");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("#NAME#", name)
                    .replace("#PACKAGE#", packageName());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new CommandFailed(
                            Exit.FAILED,
                            file + " cannot be written",
                            String.valueOf(unwritable.getMessage()),
                            "Type it again in a folder that you may write to.")
                    .causedBy(unwritable);
        }
    }
}
