/// Programs that Lavant is measured beside. Each runs until its standard input closes or it is killed.
@NullMarked
package dev.lavant.bench.contender;

import org.jspecify.annotations.NullMarked;
