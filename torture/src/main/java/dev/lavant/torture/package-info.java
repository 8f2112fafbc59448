/// `lavant torture`: a platform of its own, in processes, that is hurt by a plan and judged by its guarantees.
///
/// [Torture] is where to start reading.
@NullMarked
package dev.lavant.torture;

import org.jspecify.annotations.NullMarked;
