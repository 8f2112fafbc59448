package dev.lavant.cli.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// Where Kafka and the schema registry are, and who said so.
///
/// An option wins; then `.lavant/dev.properties`, which `lavant dev` writes, in the working directory or the
/// nearest folder above it; then the usual ports of this machine.
///
/// @param origin who named the addresses
/// @param client more settings of Kafka's clients, such as those of SASL and TLS
public record Addresses(String bootstrapServers, URI registry, Origin origin, Map<String, String> client) {
    private static final String DEV_PROPERTIES = ".lavant/dev.properties";
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String REGISTRY = "schema.registry.url";
    private static final String USUAL_BOOTSTRAP_SERVERS = "localhost:9092";
    private static final String USUAL_REGISTRY = "http://localhost:8081";

    public Addresses {
        client = Map.copyOf(client);
    }

    /// Of a Kafka that lets everybody in.
    public Addresses(String bootstrapServers, URI registry, Origin origin) {
        this(bootstrapServers, registry, origin, Map.of());
    }

    /// The same for clients with more settings.
    public Addresses with(Map<String, String> settings) {
        return new Addresses(bootstrapServers, registry, origin, settings);
    }

    /// Without the client settings: there may be a password among them.
    @Override
    public String toString() {
        return "Addresses[" + bootstrapServers + ", " + registry + ", " + origin + "]";
    }

    /// Who named the addresses; an option counts when one of the two was given.
    public sealed interface Origin {
        record Given() implements Origin {}

        record WrittenByDev(Path file) implements Origin {}

        record Assumed() implements Origin {}
    }

    /// Looks the addresses up.
    ///
    /// @param from the folder to look for `.lavant/dev.properties` in, and in those above it
    public static Addresses find(Optional<String> bootstrapServers, Optional<URI> registry, Path from) {
        Optional<Path> file = devProperties(from);
        var written = file.map(Addresses::load).orElseGet(Properties::new);
        return new Addresses(
                bootstrapServers.orElseGet(() -> written.getProperty(BOOTSTRAP_SERVERS, USUAL_BOOTSTRAP_SERVERS)),
                registry.orElseGet(() -> URI.create(written.getProperty(REGISTRY, USUAL_REGISTRY))),
                origin(bootstrapServers.isPresent() || registry.isPresent(), file));
    }

    /// What to do when nothing answers there.
    ///
    /// @param option that names another address
    public String cure(String option) {
        return switch (origin) {
            case Origin.Given() -> "Look whether it runs and the address is right.";
            case Origin.WrittenByDev(Path file) ->
                "The address is from " + file + ". Start it again:  lavant dev\nor name another one:  " + option;
            case Origin.Assumed() -> "Start one:  lavant dev\nor name where it is:  " + option;
        };
    }

    private static Origin origin(boolean given, Optional<Path> file) {
        if (given) {
            return new Origin.Given();
        }
        return file.<Origin>map(Origin.WrittenByDev::new).orElseGet(Origin.Assumed::new);
    }

    private static Optional<Path> devProperties(Path from) {
        return Stream.iterate(Optional.of(from), Optional::isPresent, folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve(DEV_PROPERTIES))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
        return properties;
    }
}
