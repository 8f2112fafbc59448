/// Rules that say how many hosts: Lavant's own, and those of others as their source has them.
@NullMarked
package dev.lavant.simulator.policy;

import org.jspecify.annotations.NullMarked;
