/// The loop of a person who writes a function: a file is saved, compiled in this process, and runs.
@NullMarked
package dev.lavant.dev.reload;

import org.jspecify.annotations.NullMarked;
