package dev.lavant.driver.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.lavant.autoscaler.act.HostOptions;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.ClientFile;
import dev.lavant.schemas.launch.HostLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The containers of one group on a Docker engine. What the engine does not answer within half a minute has failed.
/// Used by one thread.
///
/// @param artifacts the jars of functions: the engine's name of the folder, and the path that containers see it at
record Containers(DockerClient engine, DockerSettings settings, Artifacts artifacts) implements AutoCloseable {
    /// Environment variables that every host has.
    private static final Map<String, String> SAME_FOR_ALL = Map.of("MALLOC_ARENA_MAX", "2");

    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final String GROUP = "dev.lavant.group";
    private static final String HOST = "dev.lavant.host";
    private static final String FUNCTION = "dev.lavant.function";
    private static final String DRAINING = "-draining";
    private static final String CLIENT_PROPERTIES = "/run/lavant/client.properties";
    private static final String CLASS_PATH = "/opt/lavant/lib/*";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final long MIB = 1L << 20;
    private static final int NOT_TOLD = -1;

    /// Where the jars of functions are.
    record Artifacts(String source, Path path) {}

    /// A container as the engine lists it.
    ///
    /// @param state in the engine's words, for example `running`
    record Found(String container, String host, String name, String state) {
        boolean ended() {
            return state.equals("exited") || state.equals("dead") || state.equals("created");
        }

        boolean draining() {
            return name.endsWith(DRAINING);
        }
    }

    /// Those of the engine that `DOCKER_HOST` names, or of this machine's.
    static Containers of(DockerSettings settings, Artifacts artifacts) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(CONNECT_WITHIN)
                .responseTimeout(ANSWER_WITHIN)
                .build();
        return new Containers(DockerClientImpl.getInstance(config, http), settings, artifacts);
    }

    /// Makes and starts one.
    ///
    /// @param more environment variables
    /// @return the engine's id of it
    String start(HostLaunch launch, Map<String, String> more) {
        String container = engine.createContainerCmd(settings.image())
                .withName(settings.group() + "-" + launch.hostId())
                .withLabels(Map.of(
                        GROUP,
                        settings.group(),
                        HOST,
                        launch.hostId(),
                        FUNCTION,
                        launch.deployment().getName()))
                .withEnv(environment(launch, more))
                .withStdinOpen(true) // a host takes the end of its input for that of its autoscaler
                .withCmd(command(launch))
                .withHostConfig(limits(launch.deployment().getMemoryMib()).withBinds(binds(launch.deployment())))
                .exec()
                .getId();
        try {
            engine.startContainerCmd(container).exec();
            return container;
        } catch (RuntimeException failed) {
            remove(container);
            throw failed;
        }
    }

    List<String> environment(HostLaunch launch, Map<String, String> more) {
        var environment = new LinkedHashMap<>(SAME_FOR_ALL);
        environment.putAll(more);
        environment.putAll(launch.toEnvironment());
        settings.clientFiles()
                .of(launch.deployment())
                .ifPresent(_ -> environment.put(ClientFile.VARIABLE, CLIENT_PROPERTIES));
        return environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static List<String> command(HostLaunch launch) {
        var command = new ArrayList<String>();
        command.add(HostOptions.mark(launch.hostId()));
        command.addAll(HostOptions.heap(launch.deployment().getMemoryMib()));
        command.addAll(HostOptions.sameForAll());
        command.addAll(List.of("-cp", CLASS_PATH, HostOptions.MAIN));
        return command;
    }

    private HostConfig limits(int memoryMib) {
        long bytes = HostOptions.bytes(memoryMib);
        return HostConfig.newHostConfig()
                .withMemory(bytes)
                .withMemorySwap(bytes) // none beyond the memory
                .withNanoCPUs(settings.nanoCpus())
                .withNetworkMode(settings.network())
                .withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", DockerSettings.temporaryFiles()))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2")));
    }

    /// The jars of functions; and, since its passwords must not be in a variable, the file of client settings.
    List<Bind> binds(FunctionDeployment function) {
        return Stream.concat(
                        Stream.of(readOnly(artifacts.source(), artifacts.path().toString())),
                        settings.clientFiles().of(function).map(file -> readOnly(file, CLIENT_PROPERTIES)).stream())
                .toList();
    }

    private static Bind readOnly(String source, String path) {
        return new Bind(source, new Volume(path), AccessMode.ro);
    }

    /// All of the group, whether they run or not.
    List<Found> all() {
        return engine
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(GROUP, settings.group()))
                .exec()
                .stream()
                .map(Containers::found)
                .toList();
    }

    private static Found found(Container container) {
        return new Found(
                container.getId(),
                container.getLabels().getOrDefault(HOST, ""),
                container.getNames()[0],
                container.getState());
    }

    /// What one was started with.
    ///
    /// @throws IllegalArgumentException when that is nothing a host could have been started with
    HostLaunch launch(Found found) {
        var environment = Arrays.stream(inspect(found.container()).getConfig().getEnv())
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1], (_, last) -> last));
        return HostLaunch.from(environment);
    }

    private InspectContainerResponse inspect(String container) {
        return engine.inspectContainerCmd(container).exec();
    }

    /// How one that runs no longer has ended.
    Ending ending(Found found) {
        if (found.state().equals("created")) {
            return new Ending.NeverStarted();
        }
        var response = inspect(found.container());
        var state = response.getState();
        if (Boolean.TRUE.equals(state.getOOMKilled())) {
            return new Ending.OutOfMemory(response.getHostConfig().getMemory() / MIB);
        }
        return new Ending.Exited(Optional.ofNullable(state.getExitCodeLong())
                .map(Math::toIntExact)
                .orElse(NOT_TOLD));
    }

    /// Asks one to finish, and marks it so that another autoscaler sees it. One that has ended stays as it is.
    void drain(String container, String host) {
        signal(container, "SIGTERM");
        try {
            engine.renameContainerCmd(container)
                    .withName(settings.group() + "-" + host + DRAINING)
                    .exec();
        } catch (NotFoundException | ConflictException gone) {
            LOG.atDebug().addKeyValue("host", host).setCause(gone).log("container not renamed");
        }
    }

    /// Ends one at once.
    void kill(String container) {
        signal(container, "SIGKILL");
    }

    private void signal(String container, String signal) {
        try {
            engine.killContainerCmd(container).withSignal(signal).exec();
        } catch (NotFoundException | ConflictException | NotModifiedException gone) {
            LOG.atDebug().addKeyValue("container", container).setCause(gone).log("container has ended already");
        }
    }

    /// Waits for one to end; at most that long.
    void awaitEnd(String container, Duration atMost) {
        try (var waiting = engine.waitContainerCmd(container).start()) {
            Integer _ = waiting.awaitStatusCode(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException notYet) { // docker-java has no exception of its own for a time-out
            LOG.atDebug().addKeyValue("container", container).setCause(notYet).log("container not seen to end");
        }
    }

    /// Appends the end of what one has printed to a file.
    void keepLog(String container, Path file) {
        try (var copy = LogCopy.to(file)) {
            engine.logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(LogCopy.LINES)
                    .exec(copy);
            boolean _ = copy.awaitCompletion(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | DockerException lost) {
            LOG.atWarn().addKeyValue("file", file).setCause(lost).log("the log of a host is lost");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Removes one, whatever it does.
    void remove(String container) {
        try {
            engine.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException gone) {
            LOG.atDebug().addKeyValue("container", container).setCause(gone).log("container is removed already");
        }
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException failed) {
            LOG.atDebug().setCause(failed).log("connection to the engine not closed");
        }
    }
}
