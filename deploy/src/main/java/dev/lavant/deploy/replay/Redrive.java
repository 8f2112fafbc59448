package dev.lavant.deploy.replay;

import dev.lavant.deploy.publish.Deployer;
import dev.lavant.schemas.DecidedLetter;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.LetterFate;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Decides about dead letters of one function, each at most once: the copy that runs again and the record that says so
/// are one transaction, and of two that are at work the one that began first ends.
///
/// One thread at a time.
public final class Redrive implements AutoCloseable {
    private static final String TRANSACTIONS = "lavant.redrive.";

    private final Connection connection;
    private final FunctionDeployment function;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroWire wire;

    private Redrive(Connection connection, FunctionDeployment function) {
        this.connection = connection;
        this.function = function;
        this.wire = connection.wire();
        Properties settings = connection.withoutMetrics();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS + function.getName());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Begins; another one of this function can write no more from now on.
    ///
    /// @param function as it is deployed
    public static Redrive begin(Connection connection, FunctionDeployment function) {
        var redrive = new Redrive(connection, function);
        redrive.producer.initTransactions();
        return redrive;
    }

    /// Sends letters again to the function's hosts for such events, and to nobody else, each partition's in the order
    /// in which they died. Nothing is made ready for them when there are none.
    ///
    /// @throws Overtaken when another one has begun since
    public Redriven replay(Predicate<Letter> chosen, Pace pace) {
        Redriven would = would(connection, function, chosen);
        if (would.left() == 0) {
            return would;
        }
        new Deployer(connection, 1).openReplays(function);
        int partitions =
                producer.partitionsFor(Replays.topic(function.getName())).size();
        return decide(
                chosen,
                pace,
                Letter::whole,
                letter -> List.of(
                        Copies.of(letter, function.getName(), partitions), decided(letter, LetterFate.REPLAYED)));
    }

    /// Lets letters be: they stay in their topic, and are neither shown as waiting nor sent again.
    ///
    /// @throws Overtaken when another one has begun since
    public Redriven drop(Predicate<Letter> chosen) {
        return decide(chosen, Pace.UNBOUNDED, _ -> true, letter -> List.of(decided(letter, LetterFate.DROPPED)));
    }

    /// What [#replay] would be about: [Redriven#done] is none.
    public static Redriven would(Connection connection, FunctionDeployment function, Predicate<Letter> chosen) {
        var count = new Count(System.nanoTime());
        try (var book = LetterBook.open(connection, function.getName())) {
            book.each(letter -> {
                if (chosen.test(letter)) {
                    boolean _ = count.wants(letter, Letter::whole);
                }
            });
        }
        return count.redriven.withoutDone();
    }

    private interface Writing {
        List<ProducerRecord<byte[], byte[]>> of(Letter letter);
    }

    private Redriven decide(Predicate<Letter> chosen, Pace pace, Predicate<Letter> possible, Writing writing) {
        var together = new ArrayList<Letter>();
        var count = new Count(System.nanoTime());
        try (var book = LetterBook.open(connection, function.getName())) {
            book.each(letter -> {
                if (!chosen.test(letter) || !count.wants(letter, possible)) {
                    return;
                }
                together.add(letter);
                if (together.size() >= pace.atOnce()) {
                    write(together, writing);
                    pace.await(count.redriven.done(), count.begunNanos);
                }
            });
            write(together, writing);
        }
        return count.redriven;
    }

    private static final class Count {
        private final long begunNanos;
        private Redriven redriven = Redriven.NOTHING;

        Count(long begunNanos) {
            this.begunNanos = begunNanos;
        }

        boolean wants(Letter letter, Predicate<Letter> possible) {
            if (letter.fate() != LetterFate.WAITING) {
                redriven = redriven.alreadyDecided();
                return false;
            }
            boolean can = possible.test(letter);
            redriven = can ? redriven.oneMore() : redriven.cannotBe();
            return can;
        }
    }

    private void write(List<Letter> letters, Writing writing) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            for (Letter letter : letters) {
                for (ProducerRecord<byte[], byte[]> record : writing.of(letter)) {
                    var _ = producer.send(record);
                }
            }
            producer.commitTransaction(); // throws what a send was refused with
        } catch (KafkaException failed) {
            throw Overtaken.or(function.getName(), failed);
        }
        letters.clear();
    }

    private ProducerRecord<byte[], byte[]> decided(Letter letter, LetterFate fate) {
        String name = function.getName();
        var decided = DecidedLetter.newBuilder()
                .setFunction(name)
                .setLetter(letter.id())
                .setPartition(letter.record().partition())
                .setOffset(letter.record().offset())
                .setFate(fate)
                .setAt(Instant.now())
                .build();
        byte[] key = (name + "/" + letter.id()).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.REDRIVES, key, wire.encode(Topics.REDRIVES, decided));
    }

    @Override
    public void close() {
        producer.close();
    }
}
