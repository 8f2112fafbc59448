package dev.lavant.host.invoke;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import dev.lavant.function.Header;
import dev.lavant.function.Key;
import dev.lavant.schemas.wire.UnreadableRecord;
import io.micronaut.core.type.Argument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What one parameter of a handler is given. Chosen once for a function. Thread-safe.
interface Binding {

    /// The value for this call.
    ///
    /// @throws UnreadableRecord when the event lacks what the parameter demands
    Object value(Call call);

    /// The binding of a parameter.
    static Binding of(Argument<?> parameter) {
        if (parameter.getType() == FunctionContext.class) {
            return Call::context;
        }
        if (parameter.isAnnotationPresent(Key.class)) {
            return part(parameter, "key", ConsumerRecord::key);
        }
        if (parameter.isAnnotationPresent(Header.class)) {
            String name =
                    parameter.getAnnotationMetadata().stringValue(Header.class).orElseThrow();
            return part(parameter, "header " + name, record -> header(record, name));
        }
        if (parameter.getType() == List.class) {
            return Call::events;
        }
        return parameter.getType() == Event.class ? Call::event : Call::data;
    }

    /// Whether a parameter is the payload.
    static boolean isPayload(Argument<?> parameter) {
        return parameter.getType() != FunctionContext.class
                && !parameter.isAnnotationPresent(Key.class)
                && !parameter.isAnnotationPresent(Header.class);
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    /// A key or header: text, bytes, or `Optional` of one of these.
    private static Binding part(
            Argument<?> parameter, String what, Function<ConsumerRecord<byte[], byte[]>, byte @Nullable []> read) {
        boolean optional = parameter.getType() == Optional.class;
        Class<?> wanted = optional
                ? parameter.getFirstTypeVariable().orElse(Argument.STRING).getType()
                : parameter.getType();
        Function<byte[], Object> convert =
                wanted == byte[].class ? bytes -> bytes : bytes -> new String(bytes, StandardCharsets.UTF_8);
        if (optional) {
            return call -> Optional.ofNullable(read.apply(call.record())).map(convert);
        }
        return call -> Optional.ofNullable(read.apply(call.record()))
                .map(convert)
                .orElseThrow(() -> new UnreadableRecord("the event has no " + what + ", and parameter "
                        + parameter.getName() + " demands it: make it an Optional if it may be missing"));
    }
}
