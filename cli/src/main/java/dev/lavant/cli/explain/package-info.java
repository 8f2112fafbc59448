/// `lavant explain`: why a function has as many hosts as it has, or had.
@NullMarked
package dev.lavant.cli.explain;

import org.jspecify.annotations.NullMarked;
