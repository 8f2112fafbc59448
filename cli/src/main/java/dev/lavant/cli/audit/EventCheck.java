package dev.lavant.cli.audit;

import static java.util.stream.Collectors.toSet;

import dev.lavant.billing.audit.EventsAudit;
import dev.lavant.billing.audit.EventsAudit.Events;
import dev.lavant.billing.audit.Finding;
import dev.lavant.billing.audit.Source;
import dev.lavant.billing.rate.OffsetIntervals;
import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.SourceRange;
import dev.lavant.schemas.UsageSummary;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/// Compares what was metered with the events, for each partition that a function reads or has read.
///
/// @param looked events that were decided, in partitions that could be compared
/// @param notes what could not be compared
record EventCheck(long looked, List<Finding> findings, List<String> notes) {

    /// Reads all source topics.
    ///
    /// @param sums that were published: they know where a function began even where its first record is gone
    static EventCheck of(
            Platform platform,
            List<FunctionDeployment> functions,
            Decided decided,
            Map<Source, OffsetIntervals> metered,
            List<UsageSummary> sums) {
        Set<String> topics = Stream.concat(
                        functions.stream().flatMap(function -> Topics.inputs(function).stream()),
                        metered.keySet().stream().map(Source::topic))
                .collect(toSet());
        SourceTopics there = SourceTopics.read(platform, topics);
        Map<Source, Long> began = began(metered, sums);
        long looked = 0;
        var findings = new ArrayList<Finding>();
        var notes = new ArrayList<String>();
        for (Source source : began.keySet()) {
            OffsetIntervals offsets = metered.getOrDefault(source, new OffsetIntervals());
            if (!there.id(source.topic()).filter(source.topicId()::equals).isPresent()) {
                notes.add(size(offsets) + " usage records are of " + source.topic()
                        + " as it was before it was deleted, their events are gone.");
                continue;
            }
            Events events = events(source, there, decided, began.get(source));
            looked += decidedIn(events);
            findings.addAll(EventsAudit.check(source, events, offsets));
            long expired = EventsAudit.expired(events, offsets);
            if (expired > 0) {
                notes.add(expired + " usage records are of events that " + source.topic() + "-" + source.partition()
                        + " does not keep any more.");
            }
        }
        return new EventCheck(looked, findings, notes);
    }

    private static Events events(Source source, SourceTopics there, Decided decided, long began) {
        var partition = new TopicPartition(source.topic(), source.partition());
        TopicReader.Span span = there.spans().getOrDefault(partition, TopicReader.Span.EMPTY);
        return new Events(
                there.present().getOrDefault(partition, new OffsetIntervals()),
                span.from(),
                span.end(),
                decided.before(source.function(), partition),
                began,
                there.thinned().contains(source.topic()));
    }

    private static Map<Source, Long> began(Map<Source, OffsetIntervals> metered, List<UsageSummary> sums) {
        var began = new HashMap<Source, Long>();
        metered.forEach((source, offsets) ->
                began.merge(source, offsets.toList().getFirst().from(), Math::min));
        for (UsageSummary sum : sums) {
            for (SourceRange range : sum.getSources()) {
                if (!range.getTopicId().isEmpty()) {
                    var source =
                            new Source(sum.getFunction(), range.getTopic(), range.getTopicId(), range.getPartition());
                    began.merge(source, range.getFirstOffset(), Math::min);
                }
            }
        }
        return began;
    }

    private static long decidedIn(Events events) {
        return events.present().toList().stream()
                .mapToLong(there -> Math.max(
                        0, Math.min(there.end(), events.decidedBefore()) - Math.max(there.from(), events.from())))
                .sum();
    }

    private static long size(OffsetIntervals offsets) {
        return offsets.toList().stream()
                .mapToLong(OffsetIntervals.Interval::size)
                .sum();
    }
}
