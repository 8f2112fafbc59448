package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.Deployed;
import dev.lavant.deploy.check.Checked;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lavant check`.
@Command(
        name = "check",
        description = {
            "Say whether a project could be deployed: settings, schemas against the registry, topics, limits, circles.",
            "Changes nothing. A failed check exits 5."
        })
public final class Check implements Callable<Integer> {
    private final CommonOptions common;

    @Mixin
    private final Source source = new Source();

    @Mixin
    private final Wishes wishes = new Wishes();

    /// A verb of one command line.
    public Check(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var state = Deployed.read(Platform.reach(common.addresses()).connection());
        var proposal = Proposal.of(
                source.open(common), wishes, state.caps(wishes.tenant()), state.functions(), state.connection());
        Checked checked = proposal.checked();
        Findings.list(common.console(), checked.findings());
        if (checked.findings().isEmpty()) {
            common.console().hint("nothing stands in the way:  lavant deploy");
        }
        return checked.possible() ? Exit.OK.code() : Exit.CHECK_FAILED.code();
    }
}
