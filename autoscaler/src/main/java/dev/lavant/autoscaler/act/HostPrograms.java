package dev.lavant.autoscaler.act;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.launch.PlatformAddress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a host's JVM is started.
///
/// @param java the `java` program, of version 25
/// @param hostClassPath jars and folders of the function host; those of the function are for the host to load
/// @param mainClass the host's program
/// @param aotCache classes of the host that a training run has loaded and linked (JEP 483, JEP 515)
/// @param clientFiles how hosts reach Kafka
public record HostPrograms(
        Path java, List<Path> hostClassPath, String mainClass, Optional<AotCache> aotCache, HostClientFiles clientFiles)
        implements Hosting {
    /// Program of the function host.
    public static final String HOST_MAIN = HostOptions.MAIN;

    public HostPrograms {
        hostClassPath = List.copyOf(hostClassPath);
        if (!Files.isExecutable(java)) {
            throw new IllegalArgumentException("autoscaler.java must be a program that can be run, was " + java);
        }
        if (hostClassPath.isEmpty()) {
            throw new IllegalArgumentException("autoscaler.host-class-path must name the function host, was empty");
        }
        if (mainClass.isBlank()) {
            throw new IllegalArgumentException("autoscaler.host-main-class must name a class, was blank");
        }
    }

    /// Programs that start without a cache.
    public HostPrograms(Path java, List<Path> hostClassPath, String mainClass) {
        this(java, hostClassPath, mainClass, Optional.empty());
    }

    /// Programs whose hosts read the client settings of their autoscaler.
    public HostPrograms(Path java, List<Path> hostClassPath, String mainClass, Optional<AotCache> aotCache) {
        this(java, hostClassPath, mainClass, aotCache, HostClientFiles.SAME);
    }

    /// The same with other client settings for hosts.
    HostPrograms with(HostClientFiles files) {
        return new HostPrograms(java, hostClassPath, mainClass, aotCache, files);
    }

    /// Variables of a function's hosts, beside those of each start.
    Map<String, String> environment(FunctionDeployment function) {
        return clientFiles.environment(function);
    }

    /// The function host as it was built in a clone of Lavant, with the JVM of this process and the AOT cache that was
    /// trained there, if any.
    ///
    /// @param home folder of Lavant itself
    /// @throws IllegalStateException when it is not built
    public static HostPrograms in(Path home) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new HostPrograms(
                java,
                HostJars.in(home),
                HOST_MAIN,
                Optional.of(HostJars.aotCache(home)).filter(AotCache::made));
    }

    @Override
    public HostDriver open(Station station) {
        var driver = new ProcessDriver(station.folder(), this, station.artifacts(), station.owner(), station.clock());
        driver.keepWarm(station.warm(), station.platform());
        return driver;
    }

    /// The command line: a small heap that ends the process when it is full, one collector thread.
    public List<String> command(HostLaunch launch) {
        return command(launch, aotCache.map(AotCache::use).orElse(List.of()));
    }

    /// The same for a host that makes the cache when it ends.
    public List<String> trainingCommand(HostLaunch launch, AotCache cache) {
        return command(launch, cache.make());
    }

    /// The same for one that has no function yet.
    ///
    /// @param id that it is started with
    List<String> warmCommand(String id, int memoryMib) {
        var command = new ArrayList<>(
                command(id, memoryMib, aotCache.map(AotCache::use).orElse(List.of())));
        command.add(PlatformAddress.WARM);
        return command;
    }

    private List<String> command(HostLaunch launch, List<String> cacheOptions) {
        return command(launch.hostId(), launch.deployment().getMemoryMib(), cacheOptions);
    }

    private List<String> command(String id, int memoryMib, List<String> cacheOptions) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.add(HostOptions.mark(id));
        command.addAll(HostOptions.heap(memoryMib));
        command.addAll(cacheOptions);
        command.addAll(sameForAll());
        command.add(mainClass);
        return command;
    }

    /// Options that a cache must have been made with, too.
    List<String> sameForAll() {
        var options = new ArrayList<>(HostOptions.sameForAll());
        options.add("-cp");
        options.add(hostClassPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        return List.copyOf(options);
    }

    /// Leaves out a cache that the JVM would pass over in silence.
    ///
    /// @return these programs, or those without the cache
    HostPrograms verified() {
        return aotCache.filter(cache -> !cache.accepted(java, sameForAll())).isEmpty()
                ? this
                : new HostPrograms(java, hostClassPath, mainClass).with(clientFiles);
    }
}
