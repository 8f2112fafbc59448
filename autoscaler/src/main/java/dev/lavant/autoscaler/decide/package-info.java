/// Core: how many hosts, and why. Pure; it is told the time. observe → `[decide]` → act.
@NullMarked
package dev.lavant.autoscaler.decide;

import org.jspecify.annotations.NullMarked;
