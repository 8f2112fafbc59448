package dev.lavant.cli.key;

import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.KeyRole;
import dev.lavant.schemas.access.KeyText;
import dev.lavant.schemas.access.Scope;
import dev.lavant.schemas.control.ControlWriter;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant keys create`.
@Command(
        name = "create",
        description = {
            "Make a key for a tenant and print it. That is the only time it can be seen: only a hash of it is kept.",
            "It is sent as 'authorization: Bearer KEY'."
        })
public final class CreateKey implements Callable<Integer> {
    private static final Listing<KeyText> LISTING =
            new Listing<>(Column.text("KEY", "key", KeyText::text), Column.field("id", KeyText::id));

    private final CommonOptions common;

    @Parameters(paramLabel = "TENANT", description = "Whose it is.")
    private String tenant = "";

    @Option(
            names = "--topics",
            split = ",",
            paramLabel = "TOPIC",
            description = "Topics that it may send events to; shop.* stands for all that begin with shop.")
    private List<String> topics = List.of();

    @Option(
            names = "--functions",
            split = ",",
            paramLabel = "FUNCTION",
            description = "Functions of the tenant that it may call, likewise.")
    private List<String> functions = List.of();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = {
                "What it may do at the console: viewer sees everything, operator also acts,",
                "tenant sees and acts upon what is the tenant's alone. By default nothing."
            })
    private Optional<Role> role = Optional.empty();

    /// As [KeyRole], which as an option's type would make the first logger before a verb can say where it logs.
    private enum Role {
        VIEWER,
        OPERATOR,
        TENANT
    }

    @Option(
            names = "--rate",
            defaultValue = "100",
            paramLabel = "N",
            description = "Events a second in the long run, at each ingress (${DEFAULT-VALUE}).")
    private int eventsPerSecond;

    @Option(names = "--burst", paramLabel = "N", description = "Events at once after a rest (the rate).")
    private Optional<Integer> burst = Optional.empty();

    @Option(names = "--for", paramLabel = "TEXT", description = "What it is for, shown by lavant keys list.")
    private String description = "";

    /// A verb of one command line.
    public CreateKey(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        GeneratedClasses.trust();
        KeyText text = KeyText.fresh(new SecureRandom());
        ApiKey key = key(text);
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.KEYS);
        new ControlWriter(platform.connection(), Topics.KEYS).put(text.id(), key);
        common.console().list(LISTING, List.of(text));
        common.console().hint("Keep it: it is not shown again. Take it back with  lavant keys revoke " + text.id());
        return Exit.OK.code();
    }

    private ApiKey key(KeyText text) {
        if (topics.isEmpty() && functions.isEmpty() && role.isEmpty()) {
            throw wrong("the key is for nothing", "lavant keys create acme --topics 'orders,shop.*'");
        }
        return ApiKey.newBuilder()
                .setKeyId(text.id())
                .setSecretHash(text.hash())
                .setTenant(tenant)
                .setDescription(description)
                .setTopics(scope("--topics", topics))
                .setFunctions(scope("--functions", functions))
                .setRole(role.map(it -> KeyRole.valueOf(it.name())).orElse(KeyRole.NONE))
                .setEventsPerSecond(atLeastOne("--rate", eventsPerSecond))
                .setBurst(atLeastOne("--burst", burst.orElse(eventsPerSecond)))
                .setCreatedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .build();
    }

    private static List<String> scope(String option, List<String> names) {
        try {
            return new Scope(names).names();
        } catch (IllegalArgumentException notNames) {
            throw wrong(option + ": " + notNames.getMessage(), option + " 'orders,shop.*'");
        }
    }

    private static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw wrong(option + " must be at least 1, was " + number, option + " 100");
        }
        return number;
    }

    private static CommandFailed wrong(String what, String example) {
        return new CommandFailed(Exit.USAGE, what, "No key was made.", "For example:  " + example);
    }
}
