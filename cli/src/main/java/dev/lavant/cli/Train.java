package dev.lavant.cli;

import dev.lavant.cli.options.Surroundings;
import dev.lavant.cli.outcome.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `lavant train`: runs the verbs once, so that a JVM started with `-XX:AOTCacheOutput` remembers the classes
/// they load. build/assemble calls it; there is nothing in it for people.
///
/// The verbs talk to a port that takes connections and never answers: they get as far as their first question
/// to Kafka, which is where most of the loading is done, and give up after four seconds.
@Command(name = "train", hidden = true)
final class Train implements Callable<Integer> {
    private static final List<List<String>> VERBS = List.of(
            List.of("version"),
            List.of("version", "-o", "json"),
            List.of("ls"),
            List.of("event", "send", "any"),
            List.of("doctor"));

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var mute = new ServerSocket(0, VERBS.size() * 8, InetAddress.getLoopbackAddress())) {
            String address = "localhost:" + mute.getLocalPort();
            var runs = VERBS.stream()
                    .map(verb -> Thread.ofVirtual().start(() -> run(verb, address)))
                    .toList();
            for (var run : runs) {
                run.join();
            }
        }
        return Exit.OK.code();
    }

    private static void run(List<String> verb, String address) {
        var nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                nowhere, nowhere, InputStream.nullInputStream(), Path.of("").toAbsolutePath());
        var to = Stream.of("--bootstrap-servers", address, "--registry", "http://" + address);
        var exit = Lavant.commandLine(surroundings, DevElsewhere::new)
                .execute(Stream.concat(verb.stream(), to).toArray(String[]::new));
        assert exit == Exit.OK.code() || exit == Exit.NOT_REACHABLE.code() || exit == Exit.CHECK_FAILED.code();
    }
}
