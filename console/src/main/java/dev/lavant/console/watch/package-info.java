/// Edge: reads the platform's topics and asks Kafka for lags.
@NullMarked
package dev.lavant.console.watch;

import org.jspecify.annotations.NullMarked;
