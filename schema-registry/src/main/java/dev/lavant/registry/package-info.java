/// The embedded schema registry: http → [store] → log.
@NullMarked
package dev.lavant.registry;

import org.jspecify.annotations.NullMarked;
