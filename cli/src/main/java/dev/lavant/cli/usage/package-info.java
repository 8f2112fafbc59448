/// `lavant usage`: what was used and what it cost, by hour.
@NullMarked
package dev.lavant.cli.usage;

import org.jspecify.annotations.NullMarked;
