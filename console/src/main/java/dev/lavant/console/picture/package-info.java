/// Core: what the topics say, as one picture that fits in memory. Pure; it is told the time.
@NullMarked
package dev.lavant.console.picture;

import org.jspecify.annotations.NullMarked;
