package dev.lavant.schemas.artifact;

import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.topics.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Files in the topic `lavant.artifacts`, so that a deploy needs nothing but Kafka and a host can start anywhere.
///
/// A file is named by the SHA-256 of its content and cut into chunks with the keys `<sha256>/<chunk>`. Chunks of two
/// files may stand between each other. Who fetches a file checks its content. Thread-safe.
///
/// @param client Kafka client settings
public record ArtifactStore(Properties client) {
    private static final TopicPartition TOPIC = new TopicPartition(Topics.ARTIFACTS, 0);
    private static final int CHUNK_BYTES = 512 << 10;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The SHA-256 of a file, hexadecimal.
    public static String sha256(Path file) {
        MessageDigest digest = digest();
        try (var nowhere = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            long _ = Files.copy(file, nowhere);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Writes a file and returns once all of it is acknowledged.
    ///
    /// @throws KafkaException when Kafka refuses it
    public Artifact publish(Path file) {
        String sha256 = sha256(file);
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
                InputStream content = Files.newInputStream(file)) {
            do {
                byte[] chunk = content.readNBytes(CHUNK_BYTES);
                sent.add(producer.send(new ProducerRecord<>(TOPIC.topic(), 0, sha256 + "/" + sent.size(), chunk)));
            } while (content.available() > 0);
            long offset = firstOffset(sent);
            return new Artifact(String.valueOf(file.getFileName()), sha256, Files.size(file), offset);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private static long firstOffset(List<Future<RecordMetadata>> sent) {
        try {
            for (Future<RecordMetadata> chunk : sent) {
                chunk.get();
            }
            return sent.getFirst().get().offset();
        } catch (ExecutionException refused) {
            throw new KafkaException("an artifact was not taken: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending an artifact", interrupted);
        }
    }

    /// Puts an artifact's content into a file, all of it or nothing.
    ///
    /// @param to replaced when it is there
    /// @throws TimeoutException when the content does not arrive
    /// @throws KafkaException when what arrives is not the artifact
    public void fetch(Artifact artifact, Path to) {
        try {
            Path folder = Files.createDirectories(to.toAbsolutePath().getParent());
            Path part = Files.createTempFile(folder, "fetching", ".part");
            requireSame(artifact, HexFormat.of().formatHex(written(artifact, part)));
            boolean _ = part.toFile().setReadable(true, false); // by hosts in containers, which are another user
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(to + " cannot be written", unwritable);
        }
    }

    /// Writes what arrives and gives its SHA-256.
    private byte[] written(Artifact artifact, Path part) throws IOException {
        MessageDigest digest = digest();
        try (var out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            copy(artifact, out);
        }
        return digest.digest();
    }

    private void copy(Artifact artifact, OutputStream out) throws IOException {
        var chunks = new Chunks(artifact, out);
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seek(TOPIC, artifact.getOffset());
            while (chunks.missing > 0) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    chunks.take(record);
                }
                if (chunks.missing > 0 && System.nanoTime() > until) {
                    throw new TimeoutException(
                            "artifact " + artifact.getName() + " (" + artifact.getSha256() + ") lacks "
                                    + chunks.missing + " of its " + artifact.getBytes() + " bytes after "
                                    + PATIENCE.toSeconds() + " s: deploy the function again");
                }
            }
        }
    }

    /// Puts the chunks of one artifact together, among those of others. One that is out of turn belongs to an earlier
    /// copy of which compaction has left a part.
    private static final class Chunks {
        private final String sha256;
        private final OutputStream out;
        private long missing;
        private int next;

        private Chunks(Artifact artifact, OutputStream out) {
            this.sha256 = artifact.getSha256();
            this.missing = artifact.getBytes();
            this.out = out;
        }

        private void take(ConsumerRecord<String, byte[]> chunk) throws IOException {
            if (missing > 0 && chunk.key().equals(sha256 + "/" + next) && chunk.value() != null) {
                out.write(chunk.value());
                missing -= chunk.value().length;
                next++;
            }
        }
    }

    private static void requireSame(Artifact artifact, String sha256) {
        if (!sha256.equals(artifact.getSha256())) {
            throw new KafkaException("artifact " + artifact.getName() + " arrived with SHA-256 " + sha256
                    + ", expected was " + artifact.getSha256() + ": deploy the function again");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
