/// The functions of the benchmarks.
@NullMarked
package dev.lavant.bench.functions;

import org.jspecify.annotations.NullMarked;
