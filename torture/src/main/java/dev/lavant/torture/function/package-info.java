/// The function that is tortured. It runs in the hosts and sees nothing of the rest.
@NullMarked
package dev.lavant.torture.function;

import org.jspecify.annotations.NullMarked;
