package dev.lavant.cli.key;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.topics.Topics;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant keys list`.
@Command(name = "list", description = "Show the keys that are not revoked, and what they are for.")
public final class ListKeys implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(arity = "0..1", paramLabel = "TENANT", description = "Whose; without one, everybody's.")
    private Optional<String> tenant = Optional.empty();

    /// A verb of one command line.
    public ListKeys(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        var keys = ControlTopics.read(platform, Topics.KEYS).keys().stream()
                .filter(key -> tenant.map(key.getTenant()::equals).orElse(true))
                .toList();
        common.console().list(KeyRow.LISTING, keys);
        return Exit.OK.code();
    }
}
