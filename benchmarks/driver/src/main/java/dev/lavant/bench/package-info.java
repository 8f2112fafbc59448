/// Starts a broker and the contenders as processes, and measures them from outside.
@NullMarked
package dev.lavant.bench;

import org.jspecify.annotations.NullMarked;
