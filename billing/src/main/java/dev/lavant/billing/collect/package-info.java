/// Edge: Kafka Streams, from `billing.usage` to `billing.summaries` and `billing.statements`, exactly once.
@NullMarked
package dev.lavant.billing.collect;

import org.jspecify.annotations.NullMarked;
