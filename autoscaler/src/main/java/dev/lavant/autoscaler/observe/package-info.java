/// Edge: what Kafka and the hosts say. `[observe]` → decide → act.
@NullMarked
package dev.lavant.autoscaler.observe;

import org.jspecify.annotations.NullMarked;
