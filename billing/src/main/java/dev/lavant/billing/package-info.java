/// From usage to statements: `collect` → `rate`, and back to Kafka in the same transaction.
@NullMarked
package dev.lavant.billing;

import org.jspecify.annotations.NullMarked;
