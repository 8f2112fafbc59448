package dev.lavant.bench;

import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Running.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Contenders on one backlog, one after another.
///
/// @param title of the table
/// @param events that they work off
/// @param partitions of their topic
/// @param work for each event
record Backlogs(String title, Preload events, int partitions, Work work) {
    private static final Duration LONGEST = Duration.ofSeconds(45);

    /// Fills a topic, runs all rounds and prints the table.
    ///
    /// @param ceiling whose rate is 1 in the table
    Comparison compare(List<Contender> contenders, Contender ceiling, Bench bench, Plan plan) {
        plan.out()
                .printf(
                        "%n%s: %,d events of %,d B, %,d keys, partitions: %d, events at once: %d%n",
                        title, events.events(), events.valueBytes(), events.keys(), partitions, work.concurrency());
        String topic = bench.fresh("events");
        bench.makeTopic(topic, partitions, Map.of());
        events.into(topic, partitions, bench.properties());
        var drain = new Drain(new Source(topic, partitions), events.events(), LONGEST);
        var result = Comparison.of(contenders, drain, work, bench, plan);
        bench.dropTopics(topic);
        result.print(plan.out(), contenders, ceiling);
        return result;
    }
}
