/// `lavant prices`: what compute costs, from when.
@NullMarked
package dev.lavant.cli.prices;

import org.jspecify.annotations.NullMarked;
