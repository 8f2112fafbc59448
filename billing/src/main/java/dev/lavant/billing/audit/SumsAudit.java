package dev.lavant.billing.audit;

import dev.lavant.billing.audit.Finding.Kind;
import dev.lavant.billing.rate.Sources;
import dev.lavant.billing.rate.Summaries;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.SourceRange;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.usage.UsageIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// That the published sums are what the usage records add up to. Pure.
public final class SumsAudit {
    private static final int MOST_SEARCHED = 10_000_000;
    private static final List<String> NOT_COMPARED = List.of("revisionNo", "state", "sources", "asOf");

    private SumsAudit() {}

    /// What is wrong.
    ///
    /// @param published the newest of each key in `billing.summaries`, corrections too
    /// @param right by [Summaries#key], see [UsageLedger#sums]
    public static List<Finding> check(Collection<UsageSummary> published, Map<String, UsageSummary> right) {
        Map<String, UsageSummary> told = corrected(published);
        var keys = new TreeSet<>(told.keySet());
        keys.addAll(right.keySet());
        var findings = new ArrayList<Finding>();
        for (String key : keys) {
            different(Optional.ofNullable(told.get(key)), Optional.ofNullable(right.get(key)))
                    .ifPresent(what -> findings.add(new Finding(Kind.SUM, key, what)));
        }
        return findings;
    }

    /// Sums with their corrections.
    private static Map<String, UsageSummary> corrected(Collection<UsageSummary> published) {
        var told = new TreeMap<String, UsageSummary>();
        Stream.concat(
                        published.stream().filter(sum -> sum.getState() != SummaryState.CORRECTION),
                        published.stream().filter(sum -> sum.getState() == SummaryState.CORRECTION))
                .forEach(sum -> told.merge(Summaries.key(sum), sum, Summaries::plus));
        return told;
    }

    private static Optional<String> different(Optional<UsageSummary> told, Optional<UsageSummary> right) {
        if (told.isEmpty()) {
            return right.map(sum -> "no sum was published, " + records(sum) + " usage records are there");
        }
        if (right.isEmpty()) {
            return told.map(sum -> "a sum was published of " + records(sum) + " usage records that are not there"
                    + named(sum, List.of()));
        }
        var facts = new ArrayList<String>();
        for (Schema.Field field : UsageSummary.getClassSchema().getFields()) {
            Object published = told.get().get(field.pos());
            Object recomputed = right.get().get(field.pos());
            if (!NOT_COMPARED.contains(field.name()) && !published.equals(recomputed)) {
                facts.add(field.name() + " is " + published + ", the usage records have " + recomputed);
            }
        }
        String sources = named(told.get(), right.get().getSources());
        if (!sources.isEmpty() && facts.isEmpty()) {
            facts.add("the records are not those that were summed");
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", facts) + sources);
    }

    private static long records(UsageSummary sum) {
        return sum.getSources().stream().mapToLong(SourceRange::getCount).sum();
    }

    /// Which records make the difference, as far as their marks say.
    private static String named(UsageSummary told, List<SourceRange> right) {
        var text = new StringBuilder();
        for (SourceRange summed : told.getSources()) {
            Optional<SourceRange> there =
                    right.stream().filter(range -> same(range, summed)).findFirst();
            if (!there.equals(Optional.of(summed))) {
                text.append("; ").append(difference(told, summed, there));
            }
        }
        for (SourceRange there : right) {
            if (told.getSources().stream().noneMatch(summed -> same(there, summed))) {
                text.append("; ").append(where(there)).append(" are not in the sum");
            }
        }
        return text.toString();
    }

    private static boolean same(SourceRange one, SourceRange other) {
        return one.getTopicId().equals(other.getTopicId()) && one.getPartition() == other.getPartition();
    }

    private static String difference(UsageSummary told, SourceRange summed, Optional<SourceRange> there) {
        long count = there.map(SourceRange::getCount).orElse(0L);
        if (count == summed.getCount() && there.map(SourceRange::getIdXor).equals(Optional.of(summed.getIdXor()))) {
            return "of " + where(summed) + " the content of some was altered after it was summed";
        }
        byte[] between = there.map(range -> Sources.plus(List.of(summed), List.of(range))
                        .getFirst()
                        .getIdXor()
                        .bytes())
                .orElseGet(() -> summed.getIdXor().bytes());
        String which = oneRecord(told, summed, there, between)
                .map(place -> ": the one of the event at " + place)
                .orElse("");
        return count < summed.getCount()
                ? (summed.getCount() - count) + " of " + where(summed) + " are missing" + which
                : (count - summed.getCount()) + " more than " + where(summed) + " are there" + which;
    }

    /// If a single record makes the difference, what is between the marks is its usage id.
    private static Optional<Place> oneRecord(
            UsageSummary told, SourceRange summed, Optional<SourceRange> there, byte[] between) {
        long from = Math.min(
                summed.getFirstOffset(), there.map(SourceRange::getFirstOffset).orElse(Long.MAX_VALUE));
        long to = Math.max(
                summed.getLastOffset(), there.map(SourceRange::getLastOffset).orElse(-1L));
        if (summed.getTopicId().isEmpty() || to - from > MOST_SEARCHED) {
            return Optional.empty();
        }
        return Stream.of(GroupKind.CONSUMER, GroupKind.SHARE)
                .map(kind -> UsageIds.ofPartition(
                        told.getFunction(),
                        UsageLedger.group(told.getFunction(), kind),
                        summed.getTopicId(),
                        summed.getPartition()))
                .flatMap(ids -> LongStream.rangeClosed(from, to)
                        .filter(offset -> Arrays.equals(ids.at(offset).bytes(), between))
                        .boxed())
                .map(offset -> new Place(summed.getTopic(), summed.getPartition(), offset))
                .findFirst();
    }

    private static String where(SourceRange range) {
        return range.getTopicId().isEmpty()
                ? range.getCount() + " records of hosts"
                : range.getCount() + " records of " + range.getTopic() + "-" + range.getPartition() + "@"
                        + range.getFirstOffset() + " to @" + range.getLastOffset();
    }
}
