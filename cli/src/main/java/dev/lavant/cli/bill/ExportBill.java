package dev.lavant.cli.bill;

import dev.lavant.billing.focus.Charge;
import dev.lavant.billing.focus.FocusColumn;
import dev.lavant.billing.focus.Seller;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant bill export`.
@Command(
        name = "export",
        description = {
            "Print final statements as CSV by FOCUS 1.2 (FinOps Open Cost and Usage Specification), a row for each hour,",
            "function and thing that is paid for. Hours that are still open are left out."
        })
public final class ExportBill implements Callable<Integer> {
    private static final CSVFormat CSV = CSVFormat.RFC4180;

    private final CommonOptions common;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Only what is billed in this month, UTC.")
    private Optional<String> month = Optional.empty();

    @Option(
            names = "--seller",
            paramLabel = "NAME",
            defaultValue = "Lavant",
            description = "Who runs the platform and issues the invoice (default: ${DEFAULT-VALUE}).")
    private String seller = "";

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "default",
            description = "The billing account above the tenants (default: ${DEFAULT-VALUE}).")
    private String account = "";

    /// A verb of one command line.
    public ExportBill(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        month.ifPresent(Bill::requireMonth);
        requireText("--seller", seller);
        requireText("--account", account);
        List<Statement> statements = StatementTopic.read(Platform.reach(common.addresses())).of(tenant).stream()
                .filter(statement ->
                        month.isEmpty() || statement.getBillingPeriod().equals(month.get()))
                .sorted(Comparator.comparing(Statement::getTenant).thenComparing(Statement::getSequence))
                .toList();
        print(Charge.of(new Seller(seller, account), statements));
        sayWhatIsOpen(statements);
        return Exit.OK.code();
    }

    private static void requireText(String option, String text) {
        if (text.isBlank()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    option + " must not be empty",
                    "FOCUS wants a value in each of its columns.",
                    "Leave the option out, or:  lavant bill export " + option + " acme");
        }
    }

    private void print(List<Charge> charges) {
        try {
            var csv = new CSVPrinter(common.console().out(), CSV);
            csv.printRecord(FocusColumn.ALL.stream().map(FocusColumn::id));
            for (Charge charge : charges) {
                csv.printRecord(values(charge));
            }
            csv.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Null is an empty field without quotes.
    private static Stream<String> values(Charge charge) {
        return FocusColumn.ALL.stream().map(column -> column.of(charge).orElse(""));
    }

    private void sayWhatIsOpen(List<Statement> statements) {
        long open = statements.stream()
                .filter(statement -> statement.getState() == SummaryState.OPEN)
                .count();
        if (open > 0) {
            common.console()
                    .hint("Left out as their hour is open: statements: " + open
                            + ". An hour is final ten minutes after its end.");
        }
    }
}
