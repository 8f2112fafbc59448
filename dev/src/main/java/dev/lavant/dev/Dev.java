package dev.lavant.dev;

import com.sun.management.OperatingSystemMXBean;
import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Logs;
import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.MavenBuild;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.deploy.publish.Deployer;
import dev.lavant.dev.project.DevFile;
import dev.lavant.dev.reload.SourceWatch;
import dev.lavant.dev.send.FileSender;
import dev.lavant.dev.send.SendTemplate;
import dev.lavant.dev.watch.ColdStarts;
import dev.lavant.dev.watch.Idle;
import dev.lavant.dev.watch.ScalingLog;
import dev.lavant.dev.watch.Succession;
import dev.lavant.dev.watch.Summary;
import dev.lavant.kafka.BrokerFailed;
import dev.lavant.manifest.Quantities;
import dev.lavant.schemas.FunctionDeployment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant dev`: starts the platform, deploys a project's functions to it, and runs until Ctrl-C.
@Command(
        name = "dev",
        description = "Run the platform on this machine, with the functions of a project.",
        footer = {
            "",
            "The platform is a real Kafka broker, a schema registry, the router, the autoscaler, billing and a web page",
            "that shows them, all in one process; functions run in processes of their own. Its data stay in .lavant",
            "of the working folder."
        })
final class Dev implements Callable<Integer> {
    /// Rests before a cold start is measured: a function that has just fallen asleep may not be listened to yet, and a
    /// host is not warm as soon as it has started.
    private static final Duration ASLEEP = Duration.ofSeconds(1);

    private static final Duration WARM = Duration.ofSeconds(6);

    private final CommonOptions common;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Parameters(paramLabel = "DIR", description = "Folder of a project with functions, e.g. examples/photo-shop.")
    private Path folder = Path.of("");

    @Option(names = "--kafka-port", defaultValue = "9092", description = "Port of the Kafka broker (${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--host",
            defaultValue = "localhost",
            paramLabel = "ADDRESS",
            description =
                    "Address that takes events over HTTP (${DEFAULT-VALUE}); where other machines reach it, it asks"
                            + " for API keys, which lavant keys create makes.")
    private String host = "localhost";

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port that takes events over HTTP (${DEFAULT-VALUE}).")
    private int port;

    @ArgGroup(exclusive = false)
    private @Nullable TlsOptions tls;

    @Option(
            names = "--registry-port",
            defaultValue = "8081",
            description = "Port of the schema registry (${DEFAULT-VALUE}).")
    private int registryPort;

    @Option(names = "--console-port", defaultValue = "8082", description = "Port of the web page (${DEFAULT-VALUE}).")
    private int consolePort;

    @Option(names = "--max-hosts", paramLabel = "N", description = "Most hosts of a function, whatever else is set.")
    private Optional<Integer> maxHosts = Optional.empty();

    @Option(
            names = "--keep-alive",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "How long hosts stay at most when nothing waits (${DEFAULT-VALUE}).")
    private int keepAliveSeconds;

    @Option(
            names = "--warm-hosts",
            defaultValue = "0",
            paramLabel = "N",
            description = "Started hosts that wait for a function of 256Mi to wake (${DEFAULT-VALUE}).")
    private int warmHosts;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Memory of all hosts together, e.g. 2Gi (half of what the machine has).")
    private Optional<String> memory = Optional.empty();

    @Option(names = "--reset", description = "Wipe the data of earlier runs first.")
    private boolean reset;

    @Option(names = "--send", paramLabel = "FOLDER", description = "Send the files of a folder as events.")
    private Optional<Path> send = Optional.empty();

    @Option(
            names = "--cold-starts",
            paramLabel = "N",
            description =
                    "Measure N cold starts of the function that --send or the project's sample event feeds, print their phases"
                            + " beside those of a plain Kafka consumer's JVM, and stop.")
    private Optional<Integer> coldStarts = Optional.empty();

    @Option(names = "--until-idle", description = "Stop when all is done and every host is gone, and show a table.")
    private boolean untilIdle;

    Dev(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var settings = settings();
        var closed = new CountDownLatch(1);
        var hook = new Thread(() -> stopAndWait(closed), "stop");
        Logs.to(settings.logs().resolve("lavant.log"));
        try (var _ = DataFolder.take(settings.data(), reset ? DataFolder.Keep.NOTHING : DataFolder.Keep.ALL)) {
            FunctionProject project = built(settings);
            Runtime.getRuntime().addShutdownHook(hook);
            return run(settings, project);
        } catch (BrokerFailed | ProjectFault | IllegalStateException | IllegalArgumentException cannot) {
            throw new CommandFailed(
                            Exit.FAILED,
                            "lavant dev cannot run",
                            String.valueOf(cannot.getMessage()),
                            "The log is " + settings.logs().resolve("lavant.log"))
                    .causedBy(cannot);
        } finally {
            closed.countDown();
        }
    }

    private DevSettings settings() {
        Path working = common.surroundings().workingDirectory();
        return new DevSettings(
                Path.of(System.getProperty("lavant.home", working.toString())),
                working.resolve(".lavant"),
                kafkaPort,
                host,
                port,
                Optional.ofNullable(tls).map(given -> given.files(working)),
                registryPort,
                consolePort,
                Duration.ofSeconds(keepAliveSeconds),
                warmHosts,
                memory.map(Dev::mebibytes).orElseGet(Dev::halfOfTheMachine));
    }

    private static long mebibytes(String size) {
        return Quantities.mebibytes(size)
                .orElseThrow(() -> new CommandFailed(
                        Exit.USAGE,
                        "--memory '" + size + "' is not a size",
                        "It must be a whole number with Mi or Gi, at most 999999.",
                        "For example:  --memory 2Gi"));
    }

    /// Of a container, half of what that has.
    private static long halfOfTheMachine() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return machine.getTotalMemorySize() / (2 << 20);
    }

    private FunctionProject built(DevSettings settings) {
        var project =
                FunctionProject.at(common.surroundings().workingDirectory().resolve(folder));
        if (!project.built()) {
            common.console().hint("building " + project.folder() + " …");
            new MavenBuild(settings.home()).build(project, settings.logs().resolve("build.log"));
        }
        return project;
    }

    private int run(DevSettings settings, FunctionProject project) {
        Instant startedAt = Instant.now();
        try (var platform = DevPlatform.startKafka(settings)) {
            var deployer = new Deployer(platform.connection(), DevPlatform.PARTITIONS);
            deployer.preparePlatform();
            var projects = new ProjectDeployer(deployer, maxHosts);
            return run(settings, project, projects, platform, startedAt);
        }
    }

    private int run(
            DevSettings settings,
            FunctionProject project,
            ProjectDeployer projects,
            DevPlatform platform,
            Instant startedAt) {
        try (var succession = Succession.follow(platform.connection())) {
            var reloads = new Reloads(settings, projects, succession, common.console(), project);
            List<FunctionDeployment> deployed = reloads.first();
            platform.startServices();
            var running = new Running(platform, deployed, DevFile.of(project.folder()), startedAt);
            return watched(reloads, project, () -> serve(settings, running));
        }
    }

    private static int watched(Reloads reloads, FunctionProject project, IntSupplier serve) {
        try (var _ = SourceWatch.start(project, reloads::reload)) {
            return serve.getAsInt();
        }
    }

    private record Running(DevPlatform platform, List<FunctionDeployment> deployed, DevFile file, Instant startedAt) {}

    private int serve(DevSettings settings, Running running) {
        var connection = running.platform().connection();
        try (var scaling = ScalingLog.follow(connection, common.console())) {
            new Banner(settings, connection, running.deployed(), running.file().sample()).print(common.console());
            if (coldStarts.isPresent()) {
                return measure(running, coldStarts.get());
            }
            send.ifPresent(files -> sendFiles(running, files));
            return untilIdle ? untilIdle(running, scaling) : untilStopped();
        }
    }

    private void sendFiles(Running running, Path files) {
        SendTemplate template = running.file().send();
        var sender = new FileSender(running.platform().connection(), template);
        List<Path> found =
                sender.filesIn(common.surroundings().workingDirectory().resolve(files));
        sender.send(found);
        common.console().hint("sent " + found.size() + " events to " + template.topic());
    }

    private int measure(Running running, int times) {
        Supplier<ProducerRecord<String, byte[]>> event = event(running);
        String topic = event.get().topic();
        FunctionDeployment fed = running.deployed().stream()
                .filter(function -> function.getSourceTopics().contains(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function reads " + topic));
        new ColdStarts(
                        client(running),
                        fed,
                        event,
                        () -> atRest(running.platform()),
                        warmHosts == 0 ? ASLEEP : WARM,
                        stop)
                .measure(times, common.console());
        return Exit.OK.code();
    }

    private boolean atRest(DevPlatform platform) {
        return platform.runningHosts() == 0 && platform.warmHosts() == warmHosts;
    }

    /// The first file of those that are to be sent, or else the project's sample.
    private Supplier<ProducerRecord<String, byte[]>> event(Running running) {
        if (send.isEmpty()) {
            DevFile.Sample sample = running.file()
                    .sample()
                    .orElseThrow(() -> new IllegalArgumentException("--cold-starts needs an event: --send FOLDER, of"
                            + " which it takes the first file, or a \"sample\" in the project's lavant-dev.json"));
            return () -> sample.event(Instant.now());
        }
        var sender =
                new FileSender(running.platform().connection(), running.file().send());
        Path first = sender.filesIn(common.surroundings().workingDirectory().resolve(send.get()))
                .getFirst();
        return () -> sender.event(first, Instant.now());
    }

    private static Platform client(Running running) {
        var connection = running.platform().connection();
        return Platform.reach(Addresses.find(
                Optional.of(connection.bootstrapServers()), Optional.of(connection.schemaRegistry()), Path.of("")));
    }

    private int untilIdle(Running running, ScalingLog scaling) {
        Platform client = client(running);
        new Idle(client, running.deployed(), running.platform()::runningHosts, stop).await();
        Summary.of(client, running.deployed(), scaling, running.startedAt()).print(common.console());
        return Exit.OK.code();
    }

    private int untilStopped() {
        try {
            stop.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Exit.INTERRUPTED.code();
    }

    private void stopAndWait(CountDownLatch closed) {
        stop.countDown();
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
