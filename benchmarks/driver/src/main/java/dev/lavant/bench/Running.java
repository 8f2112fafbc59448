package dev.lavant.bench;

import dev.lavant.bench.Contender.Job;
import dev.lavant.bench.Contender.Work;
import dev.lavant.schemas.topics.Topics;
import java.util.Map;

/// A contender at work on a topic, with a group, an output topic and platform topics of its own, made anew.
final class Running implements AutoCloseable {
    private final Bench bench;
    private final String group;
    private final Child child;

    private Running(Bench bench, String group, Child child) {
        this.bench = bench;
        this.group = group;
        this.child = child;
    }

    /// Starts it at the topic's first event.
    static Running start(Contender contender, Source source, Work work, Bench bench) {
        String group = bench.fresh("bench");
        bench.makeTopic(output(group), source.partitions(), Map.of());
        bench.makeTopic(Topics.deadLetters(group), source.partitions(), Map.of());
        bench.makePlatformTopics(source.partitions());
        bench.startAtZero(group, source.topic(), source.partitions());
        var launch = contender.launch().apply(bench, new Job(source.topic(), group, output(group), work));
        return new Running(bench, group, bench.start(group, launch.command(), launch.environment()));
    }

    /// What is read.
    record Source(String topic, int partitions) {}

    Child child() {
        return child;
    }

    /// Where it writes.
    String output() {
        return output(group);
    }

    /// Events that it has committed.
    long committed() {
        return bench.committed(group);
    }

    private static String output(String group) {
        return group + "-out";
    }

    @Override
    public void close() {
        child.close();
        bench.dropTopics(output(), Topics.USAGE, Topics.HOSTS, Topics.deadLetters(group));
    }
}
