package dev.lavant.cli.bill;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.schemas.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lavant bill`.
@Command(
        name = "bill",
        description = "What was used and what it costs, a line for each function and each thing that is paid for.",
        synopsisSubcommandLabel = "[VERB]")
public final class Bill implements Callable<Integer> {
    private static final String MONTH = "\\d{4}-(0[1-9]|1[0-2])";

    private final CommonOptions common;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Only this month, UTC.")
    private Optional<String> month = Optional.empty();

    @Option(names = "--by", paramLabel = "month|day|hour", defaultValue = "month", description = "Period of a line.")
    private Period by = Period.MONTH;

    /// How long a line is.
    enum Period {
        MONTH("2026-11".length()),
        DAY("2026-11-30".length()),
        HOUR("2026-11-30T23".length());

        private final int letters;

        Period(int letters) {
            this.letters = letters;
        }

        /// A correction is of the month that it was booked in.
        String of(Statement statement) {
            return this == MONTH
                    ? statement.getBillingPeriod()
                    : statement.getHourStart().toString().substring(0, letters);
        }
    }

    /// A verb of one command line.
    public Bill(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        month.ifPresent(Bill::requireMonth);
        List<Statement> statements = StatementTopic.read(Platform.reach(common.addresses())).of(tenant).stream()
                .filter(statement ->
                        month.isEmpty() || statement.getBillingPeriod().equals(month.get()))
                .toList();
        print(BillLine.of(statements, by::of), common.console());
        return Exit.OK.code();
    }

    private static void print(List<BillLine> lines, Console console) {
        console.list(BillLine.LISTING, console.format() == Format.TABLE ? BillLine.withTotals(lines) : lines);
        if (lines.isEmpty()) {
            console.hint("Nothing has been billed yet. A line appears a second after a function has done an event.");
        } else if (console.format() == Format.TABLE) {
            console.hint("Why:  lavant bill explain " + lines.getFirst().line());
        }
    }

    /// Makes sure that a month is one.
    static void requireMonth(String month) {
        if (!month.matches(MONTH)) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "'" + month + "' is not a month",
                    "It must be YYYY-MM.",
                    "For example:  --month 2026-11");
        }
    }
}
