/// The embedded Kafka broker.
@NullMarked
package dev.lavant.kafka;

import org.jspecify.annotations.NullMarked;
