package dev.lavant.cli.acl;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant acl`.
@Command(
        name = "acl",
        description = {
            "Print what each part of the platform must be allowed in Kafka, as kafka-acls command lines, or allow it.",
            "What router, autoscaler, hosts and tenants need follows from what is deployed: ask again after a deploy."
        })
public final class ShowRights implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "Whose: ${COMPLETION-CANDIDATES}; all but TENANT without.")
    private List<Part> parts = List.of();

    @Option(
            names = "--names",
            paramLabel = "PREFIX",
            defaultValue = "lavant-",
            description = "What the names of their users begin with, lavant- by default: lavant-host-FUNCTION.")
    private String names = "";

    @Option(names = "--apply", description = "Allow it. What was allowed before stays.")
    private boolean apply;

    /// A verb of one command line.
    public ShowRights(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        var rights =
                new Rights(names, ControlTopics.read(platform, Topics.FUNCTIONS).functions());
        List<Grant> grants = (parts.isEmpty() ? everyPart() : parts)
                .stream().flatMap(part -> rights.of(part).stream()).toList();
        if (apply) {
            apply(platform, grants);
        } else {
            print(platform, grants);
        }
        return Exit.OK.code();
    }

    /// A tenant is no part, and may have nobody who reads.
    private static List<Part> everyPart() {
        return List.of(Part.REGISTRY, Part.ROUTER, Part.AUTOSCALER, Part.BILLING, Part.CONSOLE, Part.HOST);
    }

    private void apply(Platform platform, List<Grant> grants) {
        List<AclBinding> bindings = grants.stream().flatMap(Grant::bindings).toList();
        try (var admin = platform.admin()) {
            Platform.answer(admin.createAcls(bindings).all());
        }
        common.console().hint(bindings.size() + " ACLs are in place.");
    }

    private void print(Platform platform, List<Grant> grants) {
        Console console = common.console();
        if (console.format() == Format.JSON) {
            console.list(Grant.LISTING, grants);
            return;
        }
        String program =
                "kafka-acls.sh --bootstrap-server " + platform.addresses().bootstrapServers()
                        + common.clientProperties()
                                .map(file -> " --command-config " + file)
                                .orElse("");
        grants.forEach(grant -> console.out().println(grant.commandLine(program)));
    }
}
