package dev.lavant.cli.key;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.control.ControlWriter;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant keys revoke`.
@Command(name = "revoke", description = "Make a key good for nothing, at every ingress, within a moment.")
public final class RevokeKey implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "ID", description = "The key's id, as lavant keys list shows it.")
    private String id = "";

    /// A verb of one command line.
    public RevokeKey(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        List<ApiKey> revoked = ControlTopics.read(platform, Topics.KEYS).keys().stream()
                .filter(key -> key.getKeyId().equals(id))
                .toList();
        if (revoked.isEmpty()) {
            throw new CommandFailed(
                    Exit.NOT_FOUND,
                    "there is no key '" + id + "'",
                    "It may have been revoked before.",
                    "See those there are:  lavant keys list");
        }
        new ControlWriter(platform.connection(), Topics.KEYS).remove(id);
        common.console().list(KeyRow.LISTING, revoked);
        common.console().hint("Revoked.");
        return Exit.OK.code();
    }
}
