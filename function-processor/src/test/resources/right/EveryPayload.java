package shop;

import dev.lavant.function.*;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;

class EveryPayload {
    static class AvroOrder extends SpecificRecordBase {
        public Schema getSchema() { throw new UnsupportedOperationException(); }
        public Object get(int field) { throw new UnsupportedOperationException(); }
        public void put(int field, Object value) {}
    }

    record Text(String text, List<Text> parts, Map<String, ? extends Pair<?, ?>> pairs) {}

    record Pair<A extends Comparable<A>, B>(A a, B b) {}

    @EventFunction(topics = "t")
    void specific(AvroOrder in) {}

    @EventFunction(topics = "t")
    void specificInEvent(Event<AvroOrder> in) {}

    @EventFunction(topics = "t")
    void generic(GenericRecord in, FunctionContext context) {}

    @EventFunction(topics = "t")
    void json(Text in) {}

    @EventFunction(topics = "t")
    void text(String in) {}

    @EventFunction(topics = "t")
    void bytesInEvent(Event<byte[]> in) {}

    @EventFunction(topics = "t")
    void parts(
            String in,
            @Key String key,
            @Key byte[] keyBytes,
            @Key Optional<String> perhapsKey,
            @Header("trace") String header,
            @Header("trace") Optional<byte[]> perhapsHeader) {}

    @EventFunction(topics = "t", batch = @Batch(max = 10))
    void batch(List<Event<Text>> in) {}

    String notAFunction(Map<String, String> in) { return ""; }
}
