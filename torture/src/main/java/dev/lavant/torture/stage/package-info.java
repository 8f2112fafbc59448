/// Edge: the processes that are hurt, as operating system processes.
@NullMarked
package dev.lavant.torture.stage;

import org.jspecify.annotations.NullMarked;
