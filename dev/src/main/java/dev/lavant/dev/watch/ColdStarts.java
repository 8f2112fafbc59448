package dev.lavant.dev.watch;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
/// @param rest how long that must have been so
/// @param stop ends a wait early
public record ColdStarts(
        Platform platform,
        FunctionDeployment function,
        Supplier<ProducerRecord<String, byte[]>> event,
        BooleanSupplier atRest,
        Duration rest,
        CountDownLatch stop) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

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
        sleepOn();
        toEnd(reader, function.getOutputTopics());
        Instant sent = Instant.now();
        send(producer);
        await(() -> !reader.poll(POLL).isEmpty());
        Instant read = Instant.now();
        HostHeartbeat host = first(reader, Topics.HOSTS, value -> committed(value, sent));
        Instant decided = first(reader, Topics.SCALING, value -> woken(value, sent));
        await(atRest);
        long probe =
                Probe.run(platform.connection().bootstrapServers(), event.get().topic());
        return ColdStart.of(name, new ColdStart.Seen(sent, decided, read), host, probe);
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

    private static void toEnd(KafkaConsumer<byte[], byte[]> reader, Collection<String> topics) {
        List<TopicPartition> partitions = assigned(reader, topics);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
    }

    private static List<TopicPartition> assigned(KafkaConsumer<byte[], byte[]> reader, Collection<String> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> reader.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        reader.assign(partitions);
        return partitions;
    }

    /// The first record of a topic that says what is wanted; waits for it. A host may be gone by now, but what it has
    /// said is still there.
    private <T> T first(KafkaConsumer<byte[], byte[]> reader, String topic, Function<byte[], Optional<T>> wanted) {
        reader.seekToBeginning(assigned(reader, List.of(topic)));
        var found = new ArrayList<T>();
        await(() -> {
            for (var record : reader.poll(POLL)) {
                Optional.ofNullable(record.value()).flatMap(wanted).ifPresent(found::add);
            }
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /// When the autoscaler saw the event.
    private Optional<Instant> woken(byte[] value, Instant since) {
        var decision = platform.connection().wire().decode(value, ScalingDecision.class);
        return Optional.of(decision)
                .filter(one -> one.getFunction().equals(function.getName()) && one.getCode() == ScalingCode.WAKE)
                .map(ScalingDecision::getDecidedAt)
                .filter(at -> !at.isBefore(since));
    }

    private Optional<HostHeartbeat> committed(byte[] value, Instant since) {
        var host = platform.connection().wire().decode(value, HostHeartbeat.class);
        return Optional.of(host)
                .filter(one -> one.getFunction().equals(function.getName()))
                .filter(one -> one.getFirstCommitMillis() >= 0)
                .filter(one -> !one.getJvmStartedAt().isBefore(since));
    }

    private void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until || stopped(LOOK_EVERY)) {
                throw new IllegalStateException("a cold start was waited for in vain: see the host's log");
            }
        }
    }

    private void sleepOn() {
        if (stopped(rest)) {
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
