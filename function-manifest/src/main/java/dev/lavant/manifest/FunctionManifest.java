package dev.lavant.manifest;

import java.util.Optional;

/// A function as the compiler found it: one entry of a file in `META-INF/lavant/functions/`.
///
/// @param handlerClass as `Class.forName` wants it
/// @param description first sentence of the handler's Javadoc; empty without one
/// @param result what the handler gives back, where the compiler can tell
public record FunctionManifest(
        String name,
        String handlerClass,
        String handlerMethod,
        String description,
        Payload payload,
        Optional<Data> result,
        Settings settings) {

    /// What stands in an event.
    ///
    /// @param type as `Class.forName` wants it; `byte[]` for bytes
    public record Data(String type, Format format) {}

    /// What a handler takes.
    public record Payload(Data data, Shape shape) {}

    /// How a type stands in a Kafka record.
    public enum Format {
        /// A class generated from an Avro schema.
        AVRO,
        /// Any Avro record, by the writer's schema.
        GENERIC,
        /// A Java record, as JSON.
        JSON,
        /// UTF-8 text.
        STRING,
        /// The bytes themselves.
        BYTES
    }

    /// How a handler takes its payload.
    public enum Shape {
        /// The data alone: `Order`.
        DATA,
        /// `Event<Order>`.
        EVENT,
        /// `List<Event<Order>>`.
        BATCH
    }

    /// The same function with other settings.
    public FunctionManifest with(Settings others) {
        return new FunctionManifest(name, handlerClass, handlerMethod, description, payload, result, others);
    }

    /// The handler, for messages.
    public String handler() {
        return handlerClass + "." + handlerMethod;
    }
}
