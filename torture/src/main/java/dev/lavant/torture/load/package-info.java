/// Edge: the events that are sent meanwhile.
@NullMarked
package dev.lavant.torture.load;

import org.jspecify.annotations.NullMarked;
