package dev.lavant.cli.bill;

import dev.lavant.billing.audit.Finding;
import dev.lavant.billing.audit.StatementsAudit;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant bill verify`.
@Command(
        name = "verify",
        description = {
            "Check the chains of final statements: none is missing or changed, each costs what its prices say. Note the newest",
            "hash; with --hash it is looked for later. Exit code 5 when something is wrong."
        })
public final class VerifyBill implements Callable<Integer> {
    private static final Listing<ChainRow> CHAINS = new Listing<>(
            Column.text("TENANT", "tenant", ChainRow::tenant),
            Column.number("STATEMENTS", "statements", ChainRow::statements),
            Column.number("CORRECTIONS", "corrections", ChainRow::corrections),
            Column.text("NEWEST HASH", "hash", ChainRow::hash),
            Column.number("WRONG", "wrong", ChainRow::wrong));

    private final CommonOptions common;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--hash", paramLabel = "HASH", description = "A hash noted earlier: it must be in the chain.")
    private Optional<String> hash = Optional.empty();

    private record ChainRow(String tenant, long statements, long corrections, String hash, long wrong) {}

    /// A verb of one command line.
    public VerifyBill(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        List<Statement> closed = StatementTopic.read(Platform.reach(common.addresses())).of(tenant).stream()
                .filter(statement -> statement.getState() != SummaryState.OPEN)
                .sorted(Comparator.comparing(Statement::getSequence))
                .toList();
        Map<String, List<Statement>> tenants =
                closed.stream().collect(Collectors.groupingBy(Statement::getTenant, TreeMap::new, Collectors.toList()));
        Console console = common.console();
        console.list(CHAINS, tenants.values().stream().map(VerifyBill::row).toList());
        if (closed.isEmpty()) {
            console.hint("No statement is final yet. One is ten minutes after its hour.");
        }
        List<Finding> findings = StatementsAudit.chains(closed);
        findings.forEach(finding -> console.hint(finding.toString()));
        requireHash(closed);
        return findings.isEmpty() ? Exit.OK.code() : Exit.CHECK_FAILED.code();
    }

    private static ChainRow row(List<Statement> chain) {
        return new ChainRow(
                chain.getFirst().getTenant(),
                chain.size(),
                chain.stream()
                        .filter(link -> link.getState() == SummaryState.CORRECTION)
                        .count(),
                chain.getLast().getHash(),
                StatementsAudit.chains(chain).size());
    }

    private void requireHash(List<Statement> closed) {
        if (hash.isPresent() && closed.stream().noneMatch(link -> link.getHash().equals(hash.get()))) {
            throw new CommandFailed(
                    Exit.CHECK_FAILED,
                    "no statement has the hash " + hash.get(),
                    "The statement that had it was changed or removed, or it is of another platform or tenant.",
                    "See what usage says:  lavant audit");
        }
    }
}
