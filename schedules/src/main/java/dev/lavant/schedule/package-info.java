/// When a scheduled function is to run. Pure: it is told the time.
@NullMarked
package dev.lavant.schedule;

import org.jspecify.annotations.NullMarked;
