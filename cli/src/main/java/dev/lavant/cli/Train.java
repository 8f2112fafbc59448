package dev.lavant.cli;

import dev.lavant.cli.options.Surroundings;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant train CLASS-PATH`: runs the verbs once on a platform made for it, so that a JVM started with
/// `-XX:AOTCacheOutput` remembers the classes that verbs load. build/assemble calls it; it is not for people.
///
/// The platform is a process of its own, so that the broker's classes are not among those remembered.
@Command(name = "train", hidden = true)
final class Train implements Callable<Integer> {
    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"Trial\",\"fields\":[{\"name\":\"number\",\"type\":\"int\"}]}";
    private static final String DATA = "{\"number\":1}";
    private static final List<String> VERBS = List.of(
            "version",
            "version -o json",
            "event send trial --data " + DATA,
            "event send trial --avro trial.avsc --data " + DATA,
            "event tail trial --exit",
            "event tail trial --exit -o json",
            "ls",
            "usage",
            "dlq ls",
            "doctor");

    private static final String GROUND = "dev.lavant.dev.TrainingGround";

    @Parameters(paramLabel = "CLASS-PATH", description = "Where the platform's classes are.")
    private String classPath = "";

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("lavant-train");
        Files.writeString(folder.resolve("trial.avsc"), SCHEMA);
        Process ground = start(folder);
        try (var answer = ground.inputReader(StandardCharsets.UTF_8);
                var _ = ground.outputWriter(StandardCharsets.UTF_8)) { // when this closes it stops
            String[] where = String.valueOf(answer.readLine()).split(" ", -1);
            VERBS.forEach(verb -> run(verb, where, folder));
        }
        ground.onExit().join();
        delete(folder);
        return Exit.OK.code();
    }

    private Process start(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", classPath, GROUND, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void run(String verb, String[] where, Path folder) {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        int exit = Lavant.commandLine(
                        new Surroundings(writer, writer, InputStream.nullInputStream(), folder),
                        PlatformElsewhere::verbs)
                .execute(Stream.concat(Arrays.stream(verb.split(" ", -1)), Arrays.stream(where))
                        .toArray(String[]::new));
        if (exit != Exit.OK.code()) {
            throw new CommandFailed(Exit.FAILED, "'" + verb + "' failed in training", said.toString(), "Mend it.");
        }
    }
}
