/// What metering costs, apart from all else that a host does for an event.
@NullMarked
package dev.lavant.bench.metering;

import org.jspecify.annotations.NullMarked;
