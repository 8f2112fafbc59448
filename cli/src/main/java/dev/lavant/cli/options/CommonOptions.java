package dev.lavant.cli.options;

import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.schemas.launch.ClientFile;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every verb takes, before or after its name, and what follows from them.
///
/// One object serves one command line; verbs get it in their constructor and ask it when they run.
public final class CommonOptions {
    private final Surroundings surroundings;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "table|json",
            description = "How data is printed; json is one object a line.")
    private Format format = Format.TABLE;

    @Option(
            names = "--bootstrap-servers",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description = "Kafka; by default the one of lavant dev, or localhost:9092.")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(
            names = "--registry",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Schema registry; by default the one of lavant dev, or http://localhost:8081.")
    private Optional<URI> registry = Optional.empty();

    @Option(
            names = "--client-properties",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            defaultValue = "${env:LAVANT_CLIENT_PROPERTIES:-}",
            description = "More settings of Kafka clients, such as SASL and TLS; or LAVANT_CLIENT_PROPERTIES names it.")
    private String clientProperties = "";

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colors; NO_COLOR does the same.")
    private boolean noColor;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean verbose;

    @SuppressWarnings("UnusedVariable") // picocli shows the help itself
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    /// Options of one command line.
    public CommonOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What the command touches of its process.
    public Surroundings surroundings() {
        return surroundings;
    }

    /// Where to print, in the format asked for.
    public Console console() {
        return new Console(surroundings.out(), surroundings.err(), format, ansi());
    }

    /// Where Kafka and the registry are.
    public Addresses addresses() {
        return Addresses.find(bootstrapServers, registry, surroundings.workingDirectory())
                .with(clientProperties().map(this::clientSettings).orElse(Map.of()));
    }

    /// The file with more settings of Kafka clients.
    public Optional<String> clientProperties() {
        return Optional.of(clientProperties).filter(file -> !file.isBlank());
    }

    private Map<String, String> clientSettings(String file) {
        try {
            return ClientFile.read(
                    "--client-properties",
                    surroundings.workingDirectory().resolve(file).toString());
        } catch (IllegalArgumentException unreadable) {
            throw new CommandFailed(
                            Exit.USAGE,
                            "the file " + file + " cannot be read",
                            String.valueOf(unreadable.getMessage()) + ".",
                            "Look whether the name is right:  ls -l " + file)
                    .causedBy(unreadable);
        }
    }

    /// True when stack traces are wanted.
    public boolean verbose() {
        return verbose;
    }

    /// Colors or none.
    public Ansi ansi() {
        return noColor ? Ansi.OFF : Ansi.AUTO;
    }
}
