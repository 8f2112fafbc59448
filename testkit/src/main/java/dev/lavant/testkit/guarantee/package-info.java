/// Core: the promises of the platform as objects that judge what happened. Pure, so that every end-to-end test, and
/// `lavant torture`, can use them.
///
/// [Guarantees] is where to start reading.
@NullMarked
package dev.lavant.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
