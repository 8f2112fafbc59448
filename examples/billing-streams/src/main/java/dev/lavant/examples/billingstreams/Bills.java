package dev.lavant.examples.billingstreams;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What each tenant's month costs, from `billing.statements` with a Kafka client and Avro and nothing of Lavant: of
/// each key
/// the newest record counts. Prints `TENANT MONTH COST CURRENCY` lines for what is there now.
public final class Bills {
    private static final String TOPIC = "billing.statements";
    private static final int NANO_DIGITS = 9;
    private static final int SCHEMA_ID_AT = 1;
    private static final int VALUE_AT = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final String registry;

    private Bills(String registry) {
        this.registry = registry;
    }

    /// @param arguments Kafka's `HOST:PORT` and the registry's URL
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var newest = new HashMap<String, byte[]>();
        read(arguments[0], newest);
        var bills = new Bills(arguments[1]);
        var costs = new TreeMap<String, Long>();
        for (byte[] value : newest.values()) {
            GenericRecord statement = bills.decode(value);
            String of =
                    statement.get("tenant") + " " + statement.get("billingPeriod") + " " + statement.get("currency");
            costs.merge(of, (Long) statement.get("costNanos"), Math::addExact);
        }
        PrintStream out = System.out;
        costs.forEach((of, nanos) -> {
            String[] words = of.split(" ", -1);
            String cost = BigDecimal.valueOf(nanos, NANO_DIGITS).toPlainString();
            out.println(words[0] + " " + words[1] + " " + cost + " " + words[2]);
        });
    }

    /// Committed records only: what was aborted was never said.
    private static void read(String bootstrapServers, Map<String, byte[]> newest) {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> {
                    if (record.value() == null) {
                        newest.remove(record.key());
                    } else {
                        newest.put(record.key(), record.value());
                    }
                });
            }
        }
    }

    /// Confluent's wire format: a zero, the schema's id in four bytes, then Avro.
    private GenericRecord decode(byte[] value) throws IOException, InterruptedException {
        int id = ByteBuffer.wrap(value).getInt(SCHEMA_ID_AT);
        Schema schema = schemas.get(id);
        if (schema == null) {
            schema = ask(id);
            schemas.put(id, schema);
        }
        var bytes = DecoderFactory.get().binaryDecoder(value, VALUE_AT, value.length - VALUE_AT, null);
        return new GenericDatumReader<GenericRecord>(schema).read(null, bytes);
    }

    private Schema ask(int id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id + "/schema"));
        String text =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        return new Schema.Parser().parse(text);
    }
}
