package dev.lavant.cli.audit;

import dev.lavant.billing.audit.Finding;
import dev.lavant.cli.audit.Audited.Check;
import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `lavant audit`.
@Command(
        name = "audit",
        description = {
            "Recompute the bill from the topics alone: each event that was decided has one usage record, each dead letter",
            "too, and these add up to the published sums and statements. Exit code 5 when something is wrong, with its place."
        })
public final class Audit implements Callable<Integer> {
    private static final int MOST_SHOWN = 50;
    private static final Listing<Row> CHECKS = new Listing<>(
            Column.text("CHECKED", "check", Row::check),
            Column.number("COUNT", "looked", Row::looked),
            Column.number("WRONG", "wrong", Row::wrong));
    private static final Listing<Finding> FINDINGS = new Listing<>(
            Column.text("WRONG", "finding", finding -> finding.kind().name()),
            Column.text("AT", "at", Finding::at),
            Column.text("WHAT", "what", Finding::what));

    private final CommonOptions common;

    private record Row(String check, long looked, long wrong) {}

    /// A verb of one command line.
    public Audit(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.USAGE);
        Audited audited = new PlatformAudit(platform).run();
        print(audited, common.console());
        return audited.findings().isEmpty() ? Exit.OK.code() : Exit.CHECK_FAILED.code();
    }

    private static void print(Audited audited, Console console) {
        console.list(
                CHECKS,
                audited.counts().stream()
                        .map(count -> row(audited, count.check(), count.looked()))
                        .toList());
        List<Finding> findings = audited.findings();
        if (!findings.isEmpty()) {
            boolean all = console.format() == Format.JSON || findings.size() <= MOST_SHOWN;
            if (console.format() == Format.TABLE) {
                console.out().println();
            }
            console.list(FINDINGS, all ? findings : findings.subList(0, MOST_SHOWN));
            console.hint(all ? "" : "… and " + (findings.size() - MOST_SHOWN) + " more; -o json shows all.");
        }
        audited.notes().forEach(console::hint);
        if (audited.sumsDiffer()) {
            console.hint("Sums differ. If billing is away or behind they follow: try again when it runs.");
        }
    }

    private static Row row(Audited audited, Check check, long looked) {
        return new Row(check.words(), looked, audited.wrong(check));
    }
}
