package dev.lavant.registry.store;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// Schemas as text. Two schemas are one when [Schema#toString] writes them alike: documentation and aliases
/// count, white space and the order of attributes do not, as in Confluent's registry.
final class AvroText {
    private AvroText() {}

    /// A schema that somebody wants to register or look up.
    ///
    /// @throws Refused when it is not an Avro schema
    static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException | IllegalArgumentException notASchema) {
            throw new Refused(
                    Refused.Code.INVALID_SCHEMA, "Input schema is an invalid Avro schema: " + notASchema.getMessage());
        }
    }

    /// A schema that is registered; one with a wrong default may be, from before Avro minded.
    static Schema parseKept(String text) {
        return new Schema.Parser().setValidateDefaults(false).parse(text);
    }
}
