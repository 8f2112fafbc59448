/// `lavant bill`: what a month costs, why, and whether anybody changed it since.
@NullMarked
package dev.lavant.cli.bill;

import org.jspecify.annotations.NullMarked;
