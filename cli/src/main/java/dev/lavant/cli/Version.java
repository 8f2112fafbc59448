package dev.lavant.cli;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `lavant version`: which Lavant this is, and what it runs on.
@Command(name = "version", description = "Show the versions of Lavant, its Kafka clients and its Java.")
public final class Version implements Callable<Integer> {
    private static final Listing<Part> LISTING =
            new Listing<>(Column.text("PART", "part", Part::name), Column.text("VERSION", "version", Part::version));

    private final CommonOptions common;

    private record Part(String name, String version) {}

    /// For `lavant --version`.
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lavant " + built("lavant")};
        }
    }

    Version(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var parts = List.of(
                new Part("lavant", built("lavant")),
                new Part("kafka", built("kafka")),
                new Part("java", Runtime.version() + " in " + System.getProperty("java.home")));
        common.console().list(LISTING, parts);
        return Exit.OK.code();
    }

    private static String built(String part) {
        var versions = new Properties();
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            versions.load(Objects.requireNonNull(file, "version.properties is missing from the class path"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("version.properties cannot be read", unreadable);
        }
        return versions.getProperty(part, "unknown");
    }
}
