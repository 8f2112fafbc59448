/// Hosts, partitions and events in virtual time.
@NullMarked
package dev.lavant.simulator.plane;

import org.jspecify.annotations.NullMarked;
