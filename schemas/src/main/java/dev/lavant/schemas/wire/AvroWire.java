package dev.lavant.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/// Reads and writes Avro in the Confluent wire format: a zero byte, the schema's id in four bytes
/// big-endian, then Avro binary. Subjects are named `<topic>-value` (TopicNameStrategy).
///
/// Thread-safe. Source: Confluent documentation, "Wire format".
public final class AvroWire {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;
    private static final int USUAL_BYTES = 256;

    private static final int MOST_KEPT_BYTES = 64 << 10;

    /// Memory in which a thread writes one record after another: to make it anew costs more than to write most records.
    private static final ThreadLocal<Sheet> SHEETS = ThreadLocal.withInitial(Sheet::new);

    static {
        GeneratedClasses.trust();
    }

    private final Schemas registry;
    private final ConcurrentMap<ReaderKey, DatumReader<?>> readers = new ConcurrentHashMap<>();

    /// @param registry asked once for each schema and id
    public AvroWire(Schemas registry) {
        this.registry = registry;
    }

    /// The record as bytes for a topic's values; registers its schema on first use.
    ///
    /// @throws RegistryRefusal when the schema is not compatible with what the topic holds
    /// @throws RegistryUnavailable when the registry does not answer and the schema was never used before
    public byte[] encode(String topic, IndexedRecord value) {
        return writer(topic, value.getSchema())
                .write(encoder ->
                        new SpecificDatumWriter<IndexedRecord>(value.getSchema(), dataOf(value)).write(value, encoder));
    }

    /// Under which a topic's values are registered.
    public static String subject(String topic) {
        return topic + "-value";
    }

    /// Has the schema's id at hand before the first record is written.
    ///
    /// @throws RegistryRefusal when the schema is not compatible with what the topic holds
    /// @throws RegistryUnavailable when the registry does not answer
    public void expect(String topic, Schema schema) {
        int _ = registry.idOf(subject(topic), schema);
    }

    /// Writes a record field by field, where making an object of it would cost too much.
    public interface Fields {
        /// Writes all fields, in the order of the schema, and no other record meanwhile.
        void to(BinaryEncoder encoder) throws IOException;
    }

    /// Writes records of one schema as values of one topic, one after another. Thread-safe.
    public final class Writer {
        private static final int UNKNOWN = -1;

        private final String topic;
        private final Schema schema;
        private volatile int id = UNKNOWN;

        private Writer(String topic, Schema schema) {
            this.topic = topic;
            this.schema = schema;
        }

        /// A record as bytes; registers the schema on first use.
        ///
        /// @throws RegistryRefusal when the schema is not compatible with what the topic holds
        /// @throws RegistryUnavailable when the registry does not answer and the schema was never used before
        public byte[] write(Fields fields) {
            int known = id;
            if (known == UNKNOWN) {
                known = registry.idOf(subject(topic), schema);
                id = known;
            }
            byte[] record = SHEETS.get().write(known, fields);
            if (record.length > MOST_KEPT_BYTES) {
                SHEETS.remove();
            }
            return record;
        }
    }

    /// One that looks the schema's id up once, and not for each record.
    public Writer writer(String topic, Schema schema) {
        return new Writer(topic, schema);
    }

    /// Not thread-safe.
    private static final class Sheet {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);

        /// Buffered, since Avro writes byte by byte.
        private final BinaryEncoder encoder =
                new EncoderFactory().configureBufferSize(USUAL_BYTES).binaryEncoder(bytes, null);

        byte[] write(int id, Fields fields) {
            try {
                encoder.flush(); // what is left of a record that failed
                bytes.reset();
                encoder.writeFixed(
                        new byte[] {MAGIC, (byte) (id >> 24), (byte) (id >> 16), (byte) (id >> 8), (byte) id});
                fields.to(encoder);
                encoder.flush();
            } catch (IOException impossible) {
                throw new IllegalStateException("writing Avro to memory failed", impossible);
            }
            return bytes.toByteArray();
        }
    }

    /// Reads bytes into a generated class, by Avro's schema resolution.
    ///
    /// @throws UnreadableRecord when these bytes can never be read as `type`
    /// @throws RegistryUnavailable when the writer's schema is not known yet and the registry does not answer
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        Schema writer = writerOf(bytes);
        var reader = readers.computeIfAbsent(new ReaderKey(writer, type), key -> specificReader(key.writer(), type));
        return type.cast(read(bytes, reader, writer));
    }

    /// Reads bytes as they were written.
    ///
    /// @throws UnreadableRecord when these bytes are not Avro of the schema they name
    /// @throws RegistryUnavailable when the writer's schema is not known yet and the registry does not answer
    public GenericRecord decodeGeneric(byte[] bytes) {
        Schema writer = writerOf(bytes);
        var reader = readers.computeIfAbsent(
                new ReaderKey(writer, GenericRecord.class), key -> new GenericDatumReader<GenericRecord>(key.writer()));
        return (GenericRecord) read(bytes, reader, writer);
    }

    /// True when the bytes begin as the wire format does; they may still not be readable.
    public static boolean looksFramed(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && bytes[0] == MAGIC;
    }

    /// For producers; a null value stays null (a tombstone).
    public <T extends IndexedRecord> Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : encode(topic, value);
    }

    /// For consumers; a null value stays null (a tombstone).
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        return (_, bytes) -> bytes == null ? null : decode(bytes, type);
    }

    /// For Kafka Streams.
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(serializer(), deserializer(type));
    }

    private Schema writerOf(byte[] bytes) {
        if (!looksFramed(bytes)) {
            throw new UnreadableRecord("not in the Confluent wire format: " + bytes.length + " bytes"
                    + (bytes.length < HEADER_BYTES ? "" : ", the first is " + bytes[0] + " and not 0"));
        }
        return registry.byId(ByteBuffer.wrap(bytes).getInt(1));
    }

    private static Object read(byte[] bytes, DatumReader<?> reader, Schema writer) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        Object value = value(reader, decoder, writer);
        if (!ended(decoder)) {
            throw new UnreadableRecord("bytes are left over after an Avro " + writer.getFullName());
        }
        return value;
    }

    private static Object value(DatumReader<?> reader, BinaryDecoder decoder, Schema writer) {
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException damaged) {
            // Avro says in many ways that it cannot: the bytes end, an index is wrong, a class is not to be trusted
            throw new UnreadableRecord("not readable as Avro " + writer.getFullName() + ": " + damaged, damaged);
        }
    }

    private static boolean ended(BinaryDecoder decoder) {
        try {
            return decoder.isEnd();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading Avro from memory failed", impossible);
        }
    }

    private static <T extends SpecificRecord> DatumReader<T> specificReader(Schema writer, Class<T> type) {
        var data = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(writer, data.getSchema(type), data);
    }

    private static SpecificData dataOf(IndexedRecord value) {
        if (value instanceof SpecificRecord specific) {
            return SpecificData.getForClass(specific.getClass());
        }
        var generic = new SpecificData();
        GenericData.get().getConversions().forEach(generic::addLogicalTypeConversion);
        return generic;
    }

    private record ReaderKey(Schema writer, Class<?> type) {}
}
