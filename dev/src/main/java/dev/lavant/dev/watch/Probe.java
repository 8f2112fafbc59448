package dev.lavant.dev.watch;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The least that a process can be which reads a record: a plain JVM with Kafka's consumer, which is told its
/// partitions and joins no group. What a machine makes of it, in the same minutes, is what a cold start is to be
/// compared with.
final class Probe {
    private static final Duration POLL = Duration.ofMillis(100);

    private Probe() {}

    /// Starts one and waits for it.
    ///
    /// @param topic that holds a record
    /// @return milliseconds from the start of its JVM to the record
    static long run(String bootstrapServers, String topic) {
        try {
            var process = new ProcessBuilder(
                            java(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-XX:+UseCompactObjectHeaders",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            classPath(),
                            Probe.class.getName(),
                            bootstrapServers,
                            topic)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return Long.parseLong(said);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return Stream.of(
                        Probe.class,
                        KafkaConsumer.class,
                        Logger.class,
                        LoggerFactory.getILoggerFactory().getClass())
                .map(Probe::jar)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a jar is a file", impossible);
        }
    }

    /// Reads one record and prints how long after the JVM's start it had it.
    ///
    /// @param arguments bootstrap servers and the topic
    public static void main(String... arguments) throws IOException {
        var settings = new Properties();
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(arguments[1]).stream()
                    .map(partition -> new TopicPartition(arguments[1], partition.partition()))
                    .toList());
            while (consumer.poll(POLL).isEmpty()) {
                Thread.onSpinWait();
            }
            long startedAt = ManagementFactory.getRuntimeMXBean().getStartTime();
            tell(System.currentTimeMillis() - startedAt);
        }
    }

    private static void tell(long millis) throws IOException {
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            out.write(Long.toString(millis).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
