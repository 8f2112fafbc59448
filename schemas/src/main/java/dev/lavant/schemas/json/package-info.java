/// Avro records as the JSON that people read and type. Pure.
@NullMarked
package dev.lavant.schemas.json;

import org.jspecify.annotations.NullMarked;
