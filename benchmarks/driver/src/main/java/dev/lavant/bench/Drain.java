package dev.lavant.bench;

import dev.lavant.bench.Contender.Job;
import dev.lavant.bench.Contender.Work;
import dev.lavant.bench.Progress.Look;
import dev.lavant.bench.Progress.Rate;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// One contender works off a preloaded topic, alone, and is watched by what its group commits.
///
/// @param topic with the events
/// @param events in it
/// @param partitions of it
/// @param longest after the first event is done; what is not done then is not waited for
record Drain(String topic, int events, int partitions, Duration longest) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    Rate of(Contender contender, Work work, Bench bench) {
        String group = bench.fresh("bench");
        String output = group + "-out";
        bench.makeTopic(output, partitions, Map.of());
        bench.makeTopic(Topics.deadLetters(group), partitions, Map.of());
        bench.makePlatformTopics(partitions);
        bench.startAtZero(group, topic, partitions);
        var launch = contender.launch().apply(bench, new Job(topic, group, output, work));
        try (var child = bench.start(group, launch.command(), launch.environment())) {
            return watch(child, group, bench).rate();
        } finally {
            bench.dropTopics(output, Topics.USAGE, Topics.HOSTS, Topics.deadLetters(group));
        }
    }

    private Progress watch(Child child, String group, Bench bench) {
        var progress = new Progress(events);
        long started = System.nanoTime();
        long now = started;
        while (!progress.complete() && progress.nanosSinceFirst(now) < longest.toNanos()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            child.requireAlive();
            long done = bench.committed(group);
            now = System.nanoTime();
            progress.saw(new Look(now, done, child.cpu()));
            if (progress.nanosSinceFirst(now) == 0
                    && now - started > START_PATIENCE.plus(LOOK_EVERY).toNanos()) {
                throw new IllegalStateException(group + " has done nothing in " + START_PATIENCE);
            }
        }
        return progress;
    }
}
