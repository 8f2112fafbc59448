package dev.lavant.dev.watch;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.show.Console;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Measures how long a function at rest takes from an event to its committed output, as a consumer sees it.
///
/// @param function that the event goes to; it has an output topic and no filter
/// @param event makes one
/// @param atRest whether no host works and as many are warm as are to be
/// @param stop ends a wait early
public record ColdStarts(
        Platform platform,
        FunctionDeployment function,
        Supplier<ProducerRecord<String, byte[]>> event,
        BooleanSupplier atRest,
        CountDownLatch stop) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration DORMANT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicPartition DECISIONS = new TopicPartition(Topics.SCALING, 0);

    public ColdStarts {
        if (function.getFilter() != null || function.getOutputTopics().isEmpty()) {
            throw new IllegalArgumentException("--cold-starts measures a function that has an output and no filter, '"
                    + function.getName() + "' is none");
        }
    }

    /// Measures some and prints them, with their medians.
    public void measure(int times, Console console) {
        var runs = new ArrayList<ColdStart>();
        try (var producer = producer();
                var reader = platform.consumer()) {
            producer.partitionsFor(event.get().topic());
            for (int i = 1; i <= times; i++) {
                runs.add(measure(Integer.toString(i), producer, reader));
            }
        }
        print(List.copyOf(runs), console);
    }

    private static void print(List<ColdStart> runs, Console console) {
        var rows = new ArrayList<>(runs);
        ColdStart median = ColdStart.median(runs);
        rows.add(median);
        console.out().println();
        console.list(ColdStart.table(), rows);
        console.out()
                .printf(
                        "%nmilliseconds; a host has its first record after %.2f of the probe's time%n",
                        (double) median.toRecord() / median.probe());
        console.out().flush();
    }

    private KafkaProducer<String, byte[]> producer() {
        var settings = platform.connection().properties();
        settings.put("linger.ms", 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private ColdStart measure(String name, Producer<String, byte[]> producer, KafkaConsumer<byte[], byte[]> reader) {
        await(atRest);
        rest();
        toEnd(reader, outputs(reader));
        Instant sent = Instant.now();
        send(producer);
        await(() -> !reader.poll(Duration.ofMillis(20)).isEmpty());
        Instant read = Instant.now();
        await(() -> committedHost(sent).isPresent());
        var seen = new ColdStart.Seen(sent, woken(reader, sent), read);
        HostHeartbeat host = committedHost(sent).orElseThrow();
        await(atRest);
        long probe =
                Probe.run(platform.connection().bootstrapServers(), event.get().topic());
        return ColdStart.of(name, seen, host, probe);
    }

    private void send(Producer<String, byte[]> producer) {
        try {
            producer.send(event.get()).get();
        } catch (ExecutionException refused) {
            throw new KafkaException("the event was not taken: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending", interrupted);
        }
    }

    private List<TopicPartition> outputs(KafkaConsumer<byte[], byte[]> reader) {
        return function.getOutputTopics().stream()
                .flatMap(topic -> reader.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static void toEnd(KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
    }

    /// When the autoscaler saw the event.
    private Instant woken(KafkaConsumer<byte[], byte[]> reader, Instant sent) {
        reader.assign(List.of(DECISIONS));
        reader.seekToBeginning(List.of(DECISIONS));
        var found = new ArrayList<Instant>();
        await(() -> {
            reader.poll(Duration.ofMillis(20)).forEach(record -> {
                var decision = platform.connection().wire().decode(record.value(), ScalingDecision.class);
                if (wakes(decision) && !decision.getDecidedAt().isBefore(sent)) {
                    found.add(decision.getDecidedAt());
                }
            });
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private boolean wakes(ScalingDecision decision) {
        return decision.getFunction().equals(function.getName()) && decision.getCode() == ScalingCode.WAKE;
    }

    private Optional<HostHeartbeat> committedHost(Instant since) {
        return ControlTopics.read(platform, Topics.HOSTS).hosts().stream()
                .filter(host -> host.getFunction().equals(function.getName())
                        && host.getJvmStartedAt().isAfter(since)
                        && host.getFirstCommitMillis() >= 0)
                .findFirst();
    }

    private void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until || stopped(LOOK_EVERY)) {
                throw new IllegalStateException("a cold start was waited for in vain: see the host's log");
            }
        }
    }

    /// A function that has just fallen asleep may not be listened to yet.
    private void rest() {
        if (stopped(DORMANT)) {
            throw new IllegalStateException("stopped while cold starts were measured");
        }
    }

    private boolean stopped(Duration within) {
        try {
            return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
