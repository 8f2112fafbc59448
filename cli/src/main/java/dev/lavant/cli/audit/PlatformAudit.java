package dev.lavant.cli.audit;

import static java.util.stream.Collectors.toSet;

import dev.lavant.billing.audit.Finding;
import dev.lavant.billing.audit.LettersAudit;
import dev.lavant.billing.audit.Place;
import dev.lavant.billing.audit.StatementsAudit;
import dev.lavant.billing.audit.SumsAudit;
import dev.lavant.billing.audit.UsageLedger;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.cli.audit.Audited.Check;
import dev.lavant.cli.audit.Audited.Count;
import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/// Audits a platform from its topics alone.
///
/// What is compared is read in an order that lets a platform be at work meanwhile: how far the groups have come before
/// the usage records, and these before their events. Sums may be a second behind, so where they differ all is read
/// again.
///
/// @param platform to audit
public record PlatformAudit(Platform platform) {
    private static final int TRIES = 5;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(1_500);

    /// The audit.
    public Audited run() {
        Round round = round();
        boolean changing = true;
        for (int tries = 1; tries < TRIES && changing && round.audited().sumsDiffer(); tries++) {
            LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
            Round next = round();
            changing = !next.equals(round);
            round = next;
        }
        return round.moved() ? round.withoutOpenHours() : round.audited();
    }

    /// All read once.
    ///
    /// @param moved usage records were written meanwhile
    /// @param open keys of sums and statements that are not final
    private record Round(Audited audited, boolean moved, Set<String> open) {
        Audited withoutOpenHours() {
            List<Finding> sure = audited.findings().stream()
                    .filter(finding -> !open.contains(finding.at()))
                    .toList();
            if (sure.size() == audited.findings().size()) {
                return audited;
            }
            var notes = new ArrayList<>(audited.notes());
            notes.add("The platform is at work: sums that are open were not compared. Try again when it rests.");
            return new Audited(audited.counts(), sure, notes);
        }
    }

    private Round round() {
        List<FunctionDeployment> functions =
                ControlTopics.read(platform, Topics.FUNCTIONS).functions();
        Set<String> deployed =
                functions.stream().map(FunctionDeployment::getName).collect(toSet());
        Decided decided = Decided.read(platform, functions);
        Map<String, Place> letters = DeadLetters.read(platform, deployed);
        Map<TopicPartition, TopicReader.Span> before = usageSpans();
        UsageLedger ledger = UsageReader.ledger(platform);
        Set<String> lettersAfter =
                DeadLetters.read(platform, everKnown(deployed, ledger)).keySet();
        var published = ControlTopics.read(platform, Topics.SUMMARIES, Topics.STATEMENTS);
        List<UsageSummary> sums = published.summaries();
        List<Statement> statements = published.statements();
        boolean moved = !before.equals(usageSpans());
        EventCheck events = EventCheck.of(platform, functions, decided, ledger.metered(), sums);

        var findings = new ArrayList<>(ledger.findings());
        findings.addAll(events.findings());
        findings.addAll(LettersAudit.check(letters, lettersAfter, ledger.deadLettered()));
        findings.addAll(SumsAudit.check(sums, ledger.sums()));
        findings.addAll(StatementsAudit.check(statements, ledger.sums()));
        findings.addAll(StatementsAudit.chains(statements));
        List<Count> counts = counts(events.looked(), ledger.records(), letters.size(), sums, statements);
        return new Round(new Audited(counts, findings, notes(events, ledger)), moved, open(sums, statements));
    }

    private static List<Count> counts(
            long events, long usage, long letters, List<UsageSummary> sums, List<Statement> statements) {
        return List.of(
                new Count(Check.EVENTS, events),
                new Count(Check.USAGE, usage),
                new Count(Check.LETTERS, letters),
                new Count(Check.SUMS, sums.size()),
                new Count(Check.STATEMENTS, statements.size()),
                new Count(
                        Check.CHAIN,
                        statements.stream().filter(PlatformAudit::closed).count()));
    }

    private static boolean closed(Statement statement) {
        return statement.getState() != SummaryState.OPEN;
    }

    private static Set<String> everKnown(Set<String> deployed, UsageLedger ledger) {
        return Stream.concat(
                        deployed.stream(), ledger.metered().keySet().stream().map(source -> source.function()))
                .collect(toSet());
    }

    private static List<String> notes(EventCheck events, UsageLedger ledger) {
        var notes = new ArrayList<>(events.notes());
        if (ledger.repeats() > 0) {
            notes.add(ledger.repeats() + " deliveries of share groups were metered again after a crash, billed once.");
        }
        if (ledger.unmarked() > 0) {
            notes.add(ledger.unmarked() + " usage records have no checksum: they are of hosts before there was one.");
        }
        return notes;
    }

    /// Where findings of what is still open are.
    private static Set<String> open(List<UsageSummary> sums, List<Statement> statements) {
        return Stream.concat(
                        sums.stream()
                                .filter(sum -> sum.getState() == SummaryState.OPEN)
                                .map(Summaries::key),
                        statements.stream()
                                .filter(statement -> !closed(statement))
                                .map(Statements::key))
                .collect(toSet());
    }

    private Map<TopicPartition, TopicReader.Span> usageSpans() {
        try (var reader = new TopicReader(platform.consumer())) {
            return reader.spans(reader.partitions(Topics.USAGE));
        }
    }
}
