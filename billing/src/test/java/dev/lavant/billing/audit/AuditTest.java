package dev.lavant.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.billing.audit.EventsAudit.Events;
import dev.lavant.billing.audit.Finding.Kind;
import dev.lavant.billing.audit.UsageLedger.Read;
import dev.lavant.billing.collect.MemorySchemas;
import dev.lavant.billing.rate.Chain;
import dev.lavant.billing.rate.Counted;
import dev.lavant.billing.rate.OffsetIntervals;
import dev.lavant.billing.rate.PriceBook;
import dev.lavant.billing.rate.Statements;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.billing.rate.UsageSamples;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.usage.UsageProof;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant HOUR = Instant.parse("2026-11-30T23:00:00Z");
    private static final AvroWire WIRE = new AvroWire(new MemorySchemas());

    /// Forty events in two partitions, of which each tenth offset is the mark of a transaction, and two hosts.
    private static final List<Read> ALL = all();

    private static final Collection<UsageSummary> SUMS = sums(ALL).values();

    @Test
    void what_is_as_it_should_be_has_no_finding() {
        assertThat(findings(ALL)).isEmpty();
        assertThat(ledger(ALL).records()).isEqualTo(44);
        assertThat(ledger(ALL).events()).isEqualTo(36);
    }

    @Test
    void every_record_that_is_taken_away_is_named() {
        for (Read gone : ALL) {
            var rest = new ArrayList<>(ALL);
            rest.remove(gone);

            List<Finding> findings = findings(rest);
            assertThat(findings)
                    .filteredOn(finding -> finding.kind() == Kind.SUM)
                    .as("without %s", gone)
                    .hasSize(2);
            if (gone.usage().getSourceOffset() >= 0) {
                String event = "uploads-" + gone.usage().getSourcePartition() + "@"
                        + gone.usage().getSourceOffset();
                assertThat(findings)
                        .contains(new Finding(
                                Kind.GAP, event, "the event was decided by thumbnail and has no usage record"));
                assertThat(findings)
                        .filteredOn(finding -> finding.kind() == Kind.SUM)
                        .allSatisfy(finding -> assertThat(finding.what()).contains("the one of the event at " + event));
            } else {
                assertThat(findings)
                        .filteredOn(finding -> finding.kind() == Kind.SUM)
                        .allSatisfy(
                                finding -> assertThat(finding.what()).contains("1 of 8 records of hosts are missing"));
            }
        }
    }

    @Test
    void every_record_that_is_there_twice_is_named_and_told_apart_from_a_repeat_of_a_share_group() {
        for (Read twice : ALL) {
            var more = new ArrayList<>(ALL);
            more.add(read(twice.usage(), 1_000 + twice.at().offset(), HOUR));

            assertThat(findings(more))
                    .filteredOn(finding -> finding.kind() == Kind.DOUBLE)
                    .extracting(Finding::at)
                    .containsExactly("billing.usage-0@" + (1_000 + twice.at().offset()));
        }
        UsageRecord.Builder shared = UsageSamples.usage(7)
                .setGroupKind(GroupKind.SHARE)
                .setUsageId(UsageIds.of("thumbnail", "lavant.thumbnail.share", "topic-id", 0, 7));
        UsageLedger ledger = ledger(List.of(
                read(shared.build(), 0, HOUR),
                read(shared.setHostId("thumbnail-1").build(), 1, HOUR)));
        assertThat(ledger.findings()).isEmpty();
        assertThat(ledger.repeats()).isEqualTo(1);
    }

    @Test
    void every_record_that_is_altered_is_named_and_if_its_checksum_is_too_so_is_the_sum_that_held_it() {
        for (int i = 0; i < ALL.size(); i++) {
            Read was = ALL.get(i);
            UsageRecord altered = UsageRecord.newBuilder(was.usage())
                    .setAllocatedBytes(was.usage().getAllocatedBytes() + 1) // a field that no sum has
                    .build();
            Read forged = read(altered, was.at().offset(), was.appendedAt());
            var some = new ArrayList<>(ALL);
            some.set(i, new Read(was.at(), was.key(), was.appendedAt(), altered, forged.value(), was.checksum()));

            assertThat(findings(some))
                    .filteredOn(finding -> finding.kind() == Kind.ALTERED)
                    .extracting(Finding::at)
                    .containsExactly(was.at().toString());
            some.set(i, forged);
            assertThat(findings(some))
                    .hasSize(2)
                    .allSatisfy(finding ->
                            assertThat(finding.what()).contains("the content of some was altered after it was summed"));
        }
    }

    @Test
    void a_usage_record_of_no_event_is_found_unless_its_event_may_be_gone() {
        OffsetIntervals present = offsets(5, 6, 8);
        OffsetIntervals metered = offsets(3, 5, 6, 7, 8);
        var source = new Source("thumbnail", "uploads", "topic-id", 0);

        assertThat(EventsAudit.check(source, new Events(present, 5, 9, 9, 3, false), metered))
                .extracting(Finding::at)
                .containsExactly("uploads-0@7");
        assertThat(EventsAudit.expired(new Events(present, 5, 9, 9, 3, false), metered))
                .isEqualTo(1);
        assertThat(EventsAudit.check(source, new Events(present, 5, 9, 9, 3, true), metered))
                .isEmpty();
    }

    @Test
    void an_id_or_a_key_that_a_record_cannot_have_is_found() {
        UsageRecord ofAnother = UsageSamples.usage(1)
                .setUsageId(UsageSamples.usage(2).getUsageId())
                .build();
        UsageRecord ofNoHost = UsageSamples.host("h1", 0).setHostId("h2").build();
        Read right = read(UsageSamples.usage(3).build(), 2, HOUR);

        UsageLedger ledger = ledger(List.of(
                read(ofAnother, 0, HOUR),
                read(ofNoHost, 1, HOUR),
                new Read(right.at(), "another", HOUR, right.usage(), right.value(), right.checksum())));
        assertThat(ledger.findings())
                .extracting(finding -> finding.kind() + " " + finding.at())
                .containsExactly("FOREIGN billing.usage-0@0", "FOREIGN billing.usage-0@1", "FOREIGN billing.usage-0@2");
    }

    @Test
    void a_record_that_cannot_be_true_is_found() {
        UsageLedger ledger = ledger(List.of(
                read(UsageSamples.usage(0).build(), 0, HOUR),
                read(UsageSamples.usage(1).setCpuNanos(Long.MAX_VALUE).build(), 1, HOUR)));

        assertThat(ledger.findings())
                .extracting(finding -> finding.kind() + " " + finding.at() + " " + finding.what())
                .singleElement()
                .asString()
                .startsWith("ALTERED billing.usage-0@1 it is billed to nobody: no host works 9223372036854775807 ns");
        assertThat(ledger.sums().values()).extracting(UsageSummary::getEvents).containsOnly(1L);
    }

    @Test
    void outcomes_agree_with_the_dead_letters() {
        var letter = new Place("lavant.dead-letters.thumbnail", 0, 4);
        var usage = new Place("billing.usage", 0, 9);

        assertThat(LettersAudit.check(Map.of("a", letter), Set.of("a"), Map.of("a", usage)))
                .isEmpty();
        assertThat(LettersAudit.check(Map.of("a", letter), Set.of("a"), Map.of()))
                .extracting(Finding::at)
                .containsExactly(letter.toString());
        assertThat(LettersAudit.check(Map.of(), Set.of(), Map.of("a", usage)))
                .extracting(Finding::at)
                .containsExactly(usage.toString());
    }

    @Test
    void a_correction_is_added_to_what_it_corrects() {
        UsageLedger ledger = ledger(ALL);
        var sums = new ArrayList<UsageSummary>();
        sums(ALL.subList(0, 30)).values().forEach(sum -> sums.add(Summaries.revised(sum, 3, SummaryState.FINAL)));
        sums(ALL.subList(30, ALL.size()))
                .values()
                .forEach(sum -> sums.add(Summaries.revised(sum, 0, SummaryState.CORRECTION)));

        assertThat(SumsAudit.check(sums, ledger.sums())).isEmpty();
    }

    @Test
    void a_statement_that_does_not_match_is_found() {
        UsageLedger ledger = ledger(ALL);
        Statement right = statement(ALL, Optional.empty());
        Statement wrong = Statement.newBuilder(right).setEvents(35).build();

        assertThat(StatementsAudit.check(List.of(right), ledger.sums())).isEmpty();
        assertThat(StatementsAudit.check(List.of(wrong), ledger.sums()))
                .containsExactly(new Finding(
                        Kind.STATEMENT,
                        "acme|thumbnail|2026-11-30T23:00:00Z",
                        "events is 35, the usage records have 36"));
        assertThat(StatementsAudit.check(List.of(), ledger.sums()).getFirst().what())
                .isEqualTo("there are usage records and no statement");
    }

    @Test
    void a_chain_shows_what_is_missing_changed_or_wrongly_rated() {
        Statement first = statement(ALL, Optional.empty());
        Statement second = statement(ALL, Optional.of(first));
        Statement third = statement(ALL, Optional.of(second));
        Statement changed = Statement.newBuilder(second).setEvents(1).build();
        Statement forged = Chain.next(
                Statement.newBuilder(first)
                        .setCostNanos(first.getCostNanos() - 1)
                        .build(),
                Optional.empty());

        assertThat(StatementsAudit.chains(List.of(first, second, third))).isEmpty();
        assertThat(what(List.of(first, third)))
                .containsExactly("the one before it in the chain of acme, number 1, is not there");
        assertThat(what(List.of(first, changed, third)))
                .containsExactly("it was changed: its hash is not that of what it says");
        assertThat(what(List.of(forged, second, third)))
                .anyMatch(what -> what.startsWith("it costs " + forged.getCostNanos() + " by its lines"))
                .contains("the statement before it, number 0, is not the one that it was chained to");
    }

    private static List<String> what(List<Statement> chain) {
        return StatementsAudit.chains(chain).stream().map(Finding::what).toList();
    }

    private static Statement statement(List<Read> reads, Optional<Statement> before) {
        Statement total = null;
        for (UsageSummary sum : sums(reads).values()) {
            if (sum.getWindowMillis() == Summaries.HOUR.toMillis()) {
                total = Statements.plus(total == null ? Statements.empty(sum) : total, sum);
            }
        }
        Statement closing =
                Statement.newBuilder(total).setState(SummaryState.FINAL).build();
        return Chain.next(Statements.rated(closing, PriceBook.standard(), before), before);
    }

    private static List<Finding> findings(List<Read> reads) {
        UsageLedger ledger = ledger(reads);
        var findings = new ArrayList<>(ledger.findings());
        findings.addAll(SumsAudit.check(SUMS, ledger.sums()));
        ledger.metered().forEach((source, metered) -> {
            var present = new OffsetIntervals();
            for (long offset = 0; offset < 20; offset++) {
                if (offset % 10 != 9) {
                    present.add(offset);
                }
            }
            findings.addAll(EventsAudit.check(source, new Events(present, 0, 20, 20, 0, false), metered));
        });
        return findings;
    }

    private static Map<String, UsageSummary> sums(List<Read> reads) {
        return ledger(reads).sums();
    }

    private static UsageLedger ledger(List<Read> reads) {
        var ledger = new UsageLedger();
        reads.forEach(ledger::note);
        return ledger;
    }

    private static List<Read> all() {
        var reads = new ArrayList<Read>();
        for (int partition = 0; partition < 2; partition++) {
            for (long offset = 0; offset < 20; offset++) {
                if (offset % 10 != 9) {
                    UsageRecord usage = UsageSamples.usage(offset)
                            .setSourcePartition(partition)
                            .setUsageId(UsageIds.of("thumbnail", "lavant.thumbnail", "topic-id", partition, offset))
                            .setOutcome(offset == 3 ? UsageOutcome.DEAD_LETTERED : UsageOutcome.OK)
                            .build();
                    reads.add(read(usage, reads.size(), HOUR));
                }
            }
        }
        for (long number = 0; number < 4; number++) {
            reads.add(read(UsageSamples.host("h1", number).build(), reads.size(), HOUR));
            reads.add(read(UsageSamples.host("h2", 2 * number).build(), reads.size(), HOUR));
        }
        return reads;
    }

    private static OffsetIntervals offsets(long... offsets) {
        var intervals = new OffsetIntervals();
        for (long offset : offsets) {
            intervals.add(offset);
        }
        return intervals;
    }

    private static Read read(UsageRecord usage, long offset, Instant appendedAt) {
        byte[] value = WIRE.encode(Topics.USAGE, usage);
        return new Read(
                new Place(Topics.USAGE, 0, offset),
                Counted.source(usage),
                appendedAt,
                usage,
                () -> value,
                Optional.of(() -> UsageProof.checksum(value)));
    }
}
