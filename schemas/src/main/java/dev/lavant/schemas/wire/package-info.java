/// Avro records in the Confluent wire format, and the client of the schema registry that it needs.
@NullMarked
package dev.lavant.schemas.wire;

import org.jspecify.annotations.NullMarked;
