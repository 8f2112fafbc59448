/// Sends the ticks of schedules: one autoscaler does, and Kafka fences whoever did before.
@NullMarked
package dev.lavant.autoscaler.tick;

import org.jspecify.annotations.NullMarked;
