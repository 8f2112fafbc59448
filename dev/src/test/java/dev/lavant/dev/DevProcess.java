package dev.lavant.dev;

import static org.awaitility.Awaitility.await;

import dev.lavant.cli.Lavant;
import dev.lavant.cli.options.Surroundings;
import dev.lavant.kafka.FreePort;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.history.CommittedTopics;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/// `lavant dev`, of photo-shop unless said otherwise, as a process of its own, as a person starts it, on free ports in
/// a folder of its own.
final class DevProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(400)); // most look at whole topics
    }

    private final Path folder;
    private final Ports ports;
    private final Process process;
    private final Path output;

    /// The ports of one platform, the same after a restart.
    record Ports(int kafka, int http, int registry, int console) {
        static Ports free() {
            return new Ports(FreePort.pick(), FreePort.pick(), FreePort.pick(), FreePort.pick());
        }
    }

    private DevProcess(Path folder, Path project, Ports ports, String... options) {
        this.folder = folder;
        this.ports = ports;
        try {
            this.output = Files.createTempFile(folder, "output", ".txt");
            this.process = new ProcessBuilder(command(project, ports, options))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static List<String> command(Path project, Ports ports, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlavant.home=" + HOME,
                "-cp",
                HOME.resolve("dev/target/lavant/lib") + File.separator + "*",
                "dev.lavant.dev.Main",
                "dev",
                project.toString(),
                "--kafka-port=" + ports.kafka(),
                "--port=" + ports.http(),
                "--registry-port=" + ports.registry(),
                "--console-port=" + ports.console()));
        command.addAll(Arrays.asList(options));
        return command;
    }

    /// Starts one and returns at once.
    static DevProcess start(Path folder, Ports ports, String... options) {
        return new DevProcess(folder, HOME.resolve("examples/photo-shop"), ports, options);
    }

    /// Starts one and returns when it has printed its banner.
    static DevProcess ready(Path folder, Ports ports, String... options) {
        return ready(folder, HOME.resolve("examples/photo-shop"), ports, options);
    }

    /// Starts one with another project and returns when it has printed its banner.
    static DevProcess ready(Path folder, Path project, Ports ports, String... options) {
        var dev = new DevProcess(folder, project, ports, options);
        await().atMost(PATIENCE)
                .failFast("lavant dev ended: ", () -> !dev.process.isAlive())
                .until(() -> dev.output().contains("See what it does"));
        return dev;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int exitCode() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /// Ctrl-C.
    int interrupt() {
        process.toHandle().destroy();
        return exitCode();
    }

    /// kill -9.
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /// Types a verb at this platform, in its folder.
    Typed type(String... arguments) {
        return type(folder, arguments);
    }

    /// Types a verb in a folder.
    static Typed type(Path workingDirectory, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                InputStream.nullInputStream(),
                workingDirectory);
        int exit = Lavant.commandLine(surroundings, Main::verbs).execute(arguments);
        return new Typed(exit, out.toString(), err.toString());
    }

    /// What a verb came to.
    record Typed(int exit, String out, String err) {}

    Path folder() {
        return folder;
    }

    URI http() {
        return URI.create("http://localhost:" + ports.http());
    }

    URI console() {
        return URI.create("http://localhost:" + ports.console());
    }

    String bootstrapServers() {
        return "localhost:" + ports.kafka();
    }

    Connection connection() {
        return Connection.to(bootstrapServers(), URI.create("http://localhost:" + ports.registry()));
    }

    AvroWire wire() {
        return connection().wire();
    }

    /// Committed records of a topic, from its beginning to its end.
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return new CommittedTopics(connection()).read(topic);
    }

    List<UsageRecord> usage(String function) {
        AvroWire wire = wire();
        return committed(Topics.USAGE).stream()
                .map(record -> wire.decode(record.value(), UsageRecord.class))
                .filter(usage -> usage.getFunction().equals(function))
                .filter(usage -> usage.getKind() == UsageKind.INVOCATION)
                .toList();
    }

    /// Hosts of a function that have not taken their leave.
    List<HostHeartbeat> hosts(String function) {
        AvroWire wire = wire();
        return newest(Topics.HOSTS).values().stream()
                .map(value -> wire.decode(value, HostHeartbeat.class))
                .filter(host -> host.getFunction().equals(function))
                .toList();
    }

    /// Events on a function's statements.
    long billed(String function) {
        AvroWire wire = wire();
        return newest(Topics.STATEMENTS).values().stream()
                .map(value -> wire.decode(value, Statement.class))
                .filter(statement -> statement.getFunction().equals(function))
                .mapToLong(Statement::getEvents)
                .sum();
    }

    /// What all statements together cost, in 1e-9 of the currency.
    long cost() {
        AvroWire wire = wire();
        return newest(Topics.STATEMENTS).values().stream()
                .map(value -> wire.decode(value, Statement.class))
                .mapToLong(Statement::getCostNanos)
                .sum();
    }

    private Map<String, byte[]> newest(String topic) {
        var values = new LinkedHashMap<String, byte[]>();
        committed(topic).forEach(record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                values.remove(key);
            } else {
                values.put(key, record.value());
            }
        });
        return values;
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            interrupt();
        }
    }
}
