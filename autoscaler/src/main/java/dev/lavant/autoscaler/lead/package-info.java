/// Which autoscaler leads, and what it hands on: one at a time acts, the others wait.
@NullMarked
package dev.lavant.autoscaler.lead;

import org.jspecify.annotations.NullMarked;
