package shop;

import dev.lavant.function.*;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

class EveryResult {
    record Text(String text) {}

    @EventFunction(topics = "t", output = "o")
    byte[] bytes(String in) { return new byte[0]; }

    @EventFunction(topics = "t", output = "o")
    Optional<GenericRecord> perhaps(String in) { return Optional.empty(); }

    @EventFunction(topics = "t", output = "o")
    List<Text> several(String in) { return List.of(); }

    @EventFunction(topics = "t", output = "o")
    Out<String> keyed(String in) { return Out.of(in); }

    @EventFunction(topics = "t", output = "o")
    Out<?> anything(String in) { return Out.of(in); }

    @EventFunction(topics = "t", outputs = {"o", "p"})
    Optional<Out<Text>> oneOfSeveral(String in) { return Optional.empty(); }

    @EventFunction(topics = "t", output = "o")
    List<Out<?>> severalOfAnything(String in) { return List.of(); }
}
