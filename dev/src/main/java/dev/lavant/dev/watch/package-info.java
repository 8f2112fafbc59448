/// What a running platform does, for the person at the terminal.
@NullMarked
package dev.lavant.dev.watch;

import org.jspecify.annotations.NullMarked;
