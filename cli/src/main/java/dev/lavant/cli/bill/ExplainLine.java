package dev.lavant.cli.bill;

import dev.lavant.billing.audit.Place;
import dev.lavant.billing.audit.UsageLedger.Read;
import dev.lavant.billing.rate.Counted;
import dev.lavant.billing.rate.Rating;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.cli.audit.UsageReader;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant bill explain`.
@Command(
        name = "explain",
        description = {
            "Say what a line of the bill is made of: statements, prices, and each usage record with the place of its event,",
            "the dearest first. Exit code 5 when they do not add up to the line."
        })
public final class ExplainLine implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "LINE", description = "As 'lavant bill' shows it: TENANT/FUNCTION/PERIOD/SKU.")
    private String typed = "";

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many usage records at most; ${DEFAULT-VALUE}. With -o json all are printed.")
    private int max;

    /// A verb of one command line.
    public ExplainLine(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        LineId line = LineId.parse(typed);
        if (max < 1) {
            throw new CommandFailed(
                    Exit.USAGE, "--max must be at least 1, was " + max, "Nothing was read.", "Type it again.");
        }
        var platform = Platform.reach(common.addresses());
        List<Statement> statements = StatementTopic.read(platform).of(line);
        List<Piece> pieces = pieces(platform, line, statements);
        long due = statements.stream()
                .mapToLong(one -> of(line, one).getQuantity())
                .sum();
        long found = pieces.stream().mapToLong(Piece::quantity).sum();
        print(line, statements, pieces, due);
        if (due != found) {
            throw new CommandFailed(
                    Exit.CHECK_FAILED,
                    line + " does not add up",
                    "The line has " + due + " " + line.sku().unit().counted() + ", its usage records have " + found
                            + ".",
                    "Find out where:  lavant audit");
        }
        return Exit.OK.code();
    }

    private static StatementLine of(LineId line, Statement statement) {
        return statement.getLines().stream()
                .filter(one -> one.getSku().equals(line.sku().id()))
                .findFirst()
                .orElseGet(() -> new StatementLine(line.sku().id(), 0L, 0L, 0L, "0"));
    }

    /// The usage records of the hours on the statements, each delivery once, the dearest first.
    private static List<Piece> pieces(Platform platform, LineId line, List<Statement> statements) {
        var prices = new HashMap<Instant, Long>();
        statements.stream()
                .sorted(Comparator.comparing(Statement::getSequence)) // of those rated again the last
                .forEach(statement ->
                        prices.put(statement.getHourStart(), of(line, statement).getPicos()));
        Map<String, Counted> counted = new HashMap<>();
        var pieces = new ArrayList<Piece>();
        UsageReader.read(
                platform,
                read -> {
                    boolean first = counted.computeIfAbsent(Counted.source(read.usage()), _ -> Counted.none())
                                    .note(read.usage())
                            == Counted.Verdict.FIRST;
                    Instant hour = Summaries.start(read.appendedAt(), Summaries.HOUR);
                    if (first && ofFunction(line, read.usage()) && prices.containsKey(hour)) {
                        piece(line, read, prices.getOrDefault(hour, 0L)).ifPresent(pieces::add);
                    }
                },
                (_, _) -> {});
        pieces.sort(Comparator.comparing(Piece::exactNanos)
                .thenComparing(Piece::quantity)
                .reversed());
        return pieces;
    }

    private static boolean ofFunction(LineId line, UsageRecord usage) {
        return usage.getTenant().equals(line.tenant()) && usage.getFunction().equals(line.function());
    }

    private static Optional<Piece> piece(LineId line, Read read, long picos) {
        UsageRecord usage = read.usage();
        long quantity = line.sku().quantity(Summaries.of(usage, new byte[16], read.appendedAt()));
        Optional<Place> event = Optional.ofNullable(usage.getSourceTopic())
                .map(topic -> new Place(topic, usage.getSourcePartition(), usage.getSourceOffset()));
        BigDecimal cost = Rating.exactNanos(line.sku(), quantity, picos);
        return quantity == 0
                ? Optional.empty()
                : Optional.of(new Piece(
                        read.at(),
                        event,
                        Optional.ofNullable(usage.getEventId()),
                        read.appendedAt(),
                        usage.getHostId(),
                        line.sku(),
                        quantity,
                        cost));
    }

    private void print(LineId line, List<Statement> statements, List<Piece> pieces, long due) {
        Console console = common.console();
        if (console.format() == Format.JSON) {
            console.list(Piece.LISTING, pieces);
            return;
        }
        long cost = statements.stream()
                .mapToLong(one -> of(line, one).getCostNanos())
                .sum();
        String currency = statements.getFirst().getCurrency();
        console.out()
                .printf(
                        "%s: %s %s, %s%n",
                        line, BillLine.shown(line.sku(), due), line.sku().unit().priced(), Money.shown(cost, currency));
        statements.forEach(statement -> console.out().println(told(line, statement)));
        console.out().println();
        console.list(Piece.LISTING, pieces.subList(0, Math.min(max, pieces.size())));
        if (pieces.size() > max) {
            console.hint("… and " + (pieces.size() - max) + " more; -o json shows all.");
        }
    }

    private static String told(LineId line, Statement statement) {
        StatementLine one = of(line, statement);
        String closed = statement.getState() == SummaryState.OPEN
                ? "open, may still change"
                : statement.getState().name().toLowerCase(Locale.ROOT) + " number " + statement.getSequence()
                        + ", hash " + statement.getHash();
        return "  %s  %d %s x %s %s per %s = %s nanos, rounding carries %s  (%s, %s)"
                .formatted(
                        statement.getHourStart(),
                        one.getQuantity(),
                        line.sku().unit().counted(),
                        BigDecimal.valueOf(one.getPicos(), 12)
                                .stripTrailingZeros()
                                .toPlainString(),
                        statement.getCurrency(),
                        line.sku().unit().priced(),
                        one.getCostNanos(),
                        one.getCarry(),
                        statement.getPriceBook(),
                        closed);
    }
}
