package dev.lavant.dev.send;

import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends the files of a folder, each as one CloudEvent in Kafka's binary mode.
public final class FileSender {
    private final Connection connection;
    private final SendTemplate template;
    private final AvroWire wire;

    public FileSender(Connection connection, SendTemplate template) {
        this.connection = connection;
        this.template = template;
        this.wire = connection.wire();
    }

    /// The files of a folder that the template takes, in the order of their names.
    ///
    /// @throws IllegalArgumentException when the folder cannot be read or holds none
    public List<Path> filesIn(Path folder) {
        var wanted = FileSystems.getDefault().getPathMatcher("glob:" + template.files());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> wanted.matches(file.getFileName()))
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("--send: no file in " + folder + " matches " + template.files());
            }
            return found;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("--send: " + folder + " is not a folder that can be read", unreadable);
        }
    }

    /// Sends them and returns when all are acknowledged.
    public void send(List<Path> files) {
        try (var producer =
                new KafkaProducer<>(connection.properties(), new StringSerializer(), new ByteArraySerializer())) {
            for (Path file : files) {
                producer.send(event(file, Instant.now())).get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("an event was not taken: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending", interrupted);
        }
    }

    /// A file as an event that has not been sent.
    public ProducerRecord<String, byte[]> event(Path file, Instant now) {
        String name = String.valueOf(file.getFileName());
        byte[] data = wire.encode(template.topic(), data(template.dataFor(file, now)));
        return new Attributes(template.type(), template.source(), name, "application/avro")
                .of(template.topic(), data, now);
    }

    private GenericRecord data(String json) {
        try {
            var decoder = DecoderFactory.get().jsonDecoder(template.schema(), json);
            return new GenericDatumReader<GenericRecord>(template.schema()).read(null, decoder);
        } catch (IOException | RuntimeException unfit) {
            throw new IllegalArgumentException(
                    "the template's data is not a " + template.schema().getFullName() + ": " + unfit.getMessage(),
                    unfit);
        }
    }
}
