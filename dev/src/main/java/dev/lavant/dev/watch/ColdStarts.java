package dev.lavant.dev.watch;

import static dev.lavant.cli.show.Column.number;
import static dev.lavant.cli.show.Column.text;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Measures how long a function at rest takes from an event to its committed output, as a consumer sees it.
///
/// @param function that the event goes to; it has an output topic and no filter
/// @param send sends one event and returns when it is acknowledged
/// @param runningHosts processes that have not ended
/// @param stop ends a wait early
public record ColdStarts(
        Platform platform, FunctionDeployment function, Runnable send, IntSupplier runningHosts, CountDownLatch stop) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Listing<Run> TABLE = new Listing<>(
            text("RUN", "run", Run::name),
            number("EVENT TO OUTPUT ms", "event_to_output_ms", Run::eventToOutput),
            number("JVM TO CONTEXT ms", "jvm_to_context_ms", Run::context),
            number("TO PARTITIONS ms", "jvm_to_partitions_ms", Run::joined),
            number("TO FIRST RECORD ms", "jvm_to_first_record_ms", Run::firstRecord),
            number("TO FIRST COMMIT ms", "jvm_to_first_commit_ms", Run::firstCommit));

    /// One cold start, in milliseconds; the phases count from the start of the host's JVM.
    ///
    /// @param eventToOutput from the moment the event is sent until a reader of committed records has the output
    public record Run(String name, long eventToOutput, long context, long joined, long firstRecord, long firstCommit) {}

    /// Measures some and prints them, with their medians.
    public void measure(int times, Console console) {
        var runs = new ArrayList<Run>();
        for (int i = 1; i <= times; i++) {
            runs.add(measure(Integer.toString(i)));
        }
        runs.add(new Run(
                "median",
                median(runs, Run::eventToOutput),
                median(runs, Run::context),
                median(runs, Run::joined),
                median(runs, Run::firstRecord),
                median(runs, Run::firstCommit)));
        console.out().println();
        console.list(TABLE, List.copyOf(runs));
        console.out().flush();
    }

    private Run measure(String name) {
        await(() -> runningHosts.getAsInt() == 0);
        long millis = eventToOutput();
        await(() -> committedHost().isPresent());
        HostHeartbeat host = committedHost().orElseThrow();
        return new Run(
                name,
                millis,
                host.getContextMillis(),
                host.getJoinedMillis(),
                host.getFirstRecordMillis(),
                host.getFirstCommitMillis());
    }

    private long eventToOutput() {
        try (KafkaConsumer<byte[], byte[]> consumer = platform.consumer()) {
            List<TopicPartition> outputs = function.getOutputTopics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(outputs);
            consumer.seekToEnd(outputs);
            outputs.forEach(consumer::position);
            long sentAt = System.nanoTime();
            send.run();
            await(() -> !consumer.poll(Duration.ofMillis(20)).isEmpty());
            return Duration.ofNanos(System.nanoTime() - sentAt).toMillis();
        }
    }

    private Optional<HostHeartbeat> committedHost() {
        return ControlTopics.read(platform, Topics.HOSTS).hosts().stream()
                .filter(host -> host.getFunction().equals(function.getName()) && host.getFirstCommitMillis() >= 0)
                .findFirst();
    }

    private void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until || stopped()) {
                throw new IllegalStateException("a cold start was waited for in vain: see the host's log");
            }
        }
    }

    private boolean stopped() {
        try {
            return stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static long median(List<Run> runs, ToLongFunction<Run> of) {
        LongStream sorted = runs.stream().mapToLong(of).sorted();
        return sorted.skip((runs.size() - 1) / 2).findFirst().orElseThrow();
    }
}
