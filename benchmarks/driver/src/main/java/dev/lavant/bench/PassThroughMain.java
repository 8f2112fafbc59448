package dev.lavant.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/// The least that Kafka Streams can do with exactly-once semantics: a topic is copied to another one. All
/// settings but the guarantee are Kafka's own.
public final class PassThroughMain {
    private PassThroughMain() {}

    /// Copies until it is told to end, or the driver is gone, and leaves its group.
    ///
    /// @param args bootstrap servers, folder, group, topic that is read, topic that is written
    public static void main(String[] args) throws IOException {
        var settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, args[1]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[2]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        var bytes = Serdes.ByteArray();
        var builder = new StreamsBuilder();
        builder.stream(args[3], Consumed.with(bytes, bytes)).to(args[4], Produced.with(bytes, bytes));
        var streams = new KafkaStreams(builder.build(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(streams), "close"));
        streams.start();
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static void leave(KafkaStreams streams) {
        var _ = streams.close(CloseOptions.timeout(Duration.ofSeconds(10))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
