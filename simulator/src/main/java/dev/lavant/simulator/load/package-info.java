/// When events arrive: synthetic workloads, and files of arrivals.
@NullMarked
package dev.lavant.simulator.load;

import org.jspecify.annotations.NullMarked;
