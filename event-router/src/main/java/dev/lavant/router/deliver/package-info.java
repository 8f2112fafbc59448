/// Edge: Kafka Streams, from source topics to queues, exactly once.
@NullMarked
package dev.lavant.router.deliver;

import org.jspecify.annotations.NullMarked;
