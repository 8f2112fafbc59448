/// How many hosts each function has: `observe` → `decide` → `act`.
@NullMarked
package dev.lavant.autoscaler;

import org.jspecify.annotations.NullMarked;
