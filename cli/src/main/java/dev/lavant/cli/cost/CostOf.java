package dev.lavant.cli.cost;

import dev.lavant.billing.audit.UsageLedger.Read;
import dev.lavant.billing.rate.OffsetIntervals;
import dev.lavant.cli.audit.UsageReader;
import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.ExistingTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import dev.lavant.deploy.act.Money;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.topics.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Finds usage records and says what they cost, together.
///
/// @param what is looked for, for the error when nothing is found
record CostOf(CommonOptions common, String what, Predicate<UsageRecord> which) {
    int print() {
        var platform = Platform.reach(common.addresses());
        ExistingTopics.require(platform, Topics.USAGE);
        List<Read> found = found(platform);
        if (found.isEmpty()) {
            throw new CommandFailed(
                    Exit.NOT_FOUND,
                    "there is no usage record of " + what,
                    "No function has handled it yet, or it goes by another id.",
                    "See events with their ids:  lavant event tail TOPIC --from-beginning");
        }
        List<Statement> statements =
                ControlTopics.read(platform, Topics.STATEMENTS).statements();
        List<CostLine> lines =
                found.stream().map(read -> CostLine.of(read, statements)).toList();
        Console console = common.console();
        console.list(CostLine.LISTING, lines);
        if (console.format() == Format.TABLE && lines.size() > 1) {
            console.hint("together " + together(lines));
        }
        return Exit.OK.code();
    }

    /// Each delivery once, as it is billed.
    private List<Read> found(Platform platform) {
        Map<String, OffsetIntervals> seen = new HashMap<>();
        var found = new ArrayList<Read>();
        UsageReader.read(
                platform,
                read -> {
                    if (read.usage().getKind() == UsageKind.INVOCATION
                            && which.test(read.usage())
                            && seen.computeIfAbsent(read.key(), _ -> new OffsetIntervals())
                                    .add(read.usage().getSourceOffset())) {
                        found.add(read);
                    }
                },
                (_, _) -> {});
        return found;
    }

    private static String together(List<CostLine> lines) {
        var sums = new HashMap<String, BigDecimal>();
        lines.forEach(line ->
                line.exactNanos().ifPresent(cost -> sums.merge(line.currency().orElse(""), cost, BigDecimal::add)));
        return sums.entrySet().stream()
                .map(sum -> Money.shown(
                        sum.getValue().setScale(0, RoundingMode.HALF_EVEN).longValueExact(), sum.getKey()))
                .sorted()
                .reduce((one, other) -> one + " and " + other)
                .orElse("not billed yet");
    }
}
