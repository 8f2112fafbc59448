package dev.lavant.service;

import dev.lavant.schemas.launch.ClientFile;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.service.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a process of the platform is told by environment variables.
///
/// Each question takes note of what is wrong with the answer and goes on with one that is not used; [#check] throws all
/// faults at once, so it comes before anything is started. Used by one thread.
public final class Settings {
    private static final String BOOTSTRAP_SERVERS = "LAVANT_BOOTSTRAP_SERVERS";
    private static final String SCHEMA_REGISTRY_URL = "LAVANT_SCHEMA_REGISTRY_URL";
    private static final String TLS_CERTIFICATE = "LAVANT_TLS_CERTIFICATE";
    private static final String TLS_KEY = "LAVANT_TLS_KEY";
    private static final int HIGHEST_PORT = 65_535;
    private static final int DEFAULT_HEALTH_PORT = 8090;
    private static final URI UNUSED = URI.create("http://localhost");

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Of these variables.
    public static Settings of(Map<String, String> environment) {
        return new Settings(Map.copyOf(environment));
    }

    /// A text that must be there.
    ///
    /// @param meaning what it is, to follow "is not set: "
    /// @param example of one
    public String required(String name, String meaning, String example) {
        return optional(name).orElseGet(() -> {
            faults.add(name + " is not set: it says " + meaning + ", for example  " + name + "=" + example);
            return example;
        });
    }

    /// A text that may be there; one of blanks is none.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// A whole number.
    ///
    /// @param otherwise when it is not set
    /// @param least that it may be
    /// @param most that it may be
    public int number(String name, int otherwise, int least, int most) {
        return optional(name).map(text -> parsed(name, text, least, most)).orElse(otherwise);
    }

    private int parsed(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) { // told below, as one that is out of bounds
            faults.add(name + " must be a whole number, was " + text);
            return least;
        }
        faults.add(name + " must be from " + least + " to " + most + ", was " + text);
        return least;
    }

    /// A time in seconds.
    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise, 0, Integer.MAX_VALUE));
    }

    /// A folder of this process alone.
    ///
    /// @param meaning what is kept in it
    public Path folder(String name, String meaning) {
        return Path.of(required(name, "which folder is for " + meaning, "/var/lib/lavant"));
    }

    /// A port to listen on; 0 picks a free one.
    public int port(String name, int otherwise) {
        return number(name, otherwise, 0, HIGHEST_PORT);
    }

    /// The address that the process listens on: `0.0.0.0` in a container, which has a loopback address of its own.
    public String listen() {
        return optional("LAVANT_LISTEN").orElse("localhost");
    }

    /// The files of the certificate that the process shows; empty where it speaks without TLS.
    public Optional<TlsFiles> tls() {
        Optional<String> certificate = optional(TLS_CERTIFICATE);
        Optional<String> key = optional(TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            faults.add((key.isEmpty() ? TLS_KEY : TLS_CERTIFICATE) + " is not set, and "
                    + (key.isEmpty() ? TLS_CERTIFICATE : TLS_KEY)
                    + " is: set both for TLS, each to a file in PEM, or none");
            return Optional.empty();
        }
        Optional<TlsFiles> files = certificate.map(file -> new TlsFiles(Path.of(file), Path.of(key.orElseThrow())));
        files.ifPresent(this::requireUsable);
        return files;
    }

    private void requireUsable(TlsFiles files) {
        try {
            var _ = files.read(Instant.now());
        } catch (IllegalArgumentException unusable) {
            faults.add(String.valueOf(unusable.getMessage()));
        }
    }

    /// Where the process tells how it is.
    int healthPort() {
        return port("LAVANT_HEALTH_PORT", DEFAULT_HEALTH_PORT);
    }

    /// Partitions of the platform's topics that have to be made.
    public int partitions() {
        return number("LAVANT_PARTITIONS", 6, 1, 10_000);
    }

    /// Kafka and the registry.
    public Connection connection() {
        return new Connection(kafka(), registry());
    }

    /// Settings of Kafka clients: those of the file that [ClientFile#VARIABLE] names, and where Kafka is.
    public Map<String, String> kafka() {
        var client = new HashMap<>(clientFile());
        client.put("bootstrap.servers", required(BOOTSTRAP_SERVERS, "where Kafka is", "kafka-1:9092,kafka-2:9092"));
        return client;
    }

    private Map<String, String> clientFile() {
        try {
            return ClientFile.named(environment);
        } catch (IllegalArgumentException unreadable) {
            faults.add(String.valueOf(unreadable.getMessage()));
            return Map.of();
        }
    }

    private URI registry() {
        String text = required(
                SCHEMA_REGISTRY_URL, "where a Confluent-compatible schema registry is", "http://registry:8081");
        return url(text).orElseGet(() -> {
            faults.add(SCHEMA_REGISTRY_URL + " must be a URL such as http://registry:8081, was " + text);
            return UNUSED;
        });
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text)).filter(url -> url.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A fault that only who asked could find.
    public void fault(String what) {
        faults.add(what);
    }

    /// Makes sure that all answers can be used.
    ///
    /// @throws WrongSettings when one cannot
    public void check() {
        if (!faults.isEmpty()) {
            throw new WrongSettings(faults);
        }
    }
}
