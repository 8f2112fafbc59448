/// Edge: reads events from Kafka. `[receive]` → lane → invoke → meter → commit.
@NullMarked
package dev.lavant.host.receive;

import org.jspecify.annotations.NullMarked;
