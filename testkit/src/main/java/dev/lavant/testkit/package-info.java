/// What the author of a function tests it with: `@FunctionTest` and its driver.
///
/// [FunctionDriver] is where to start reading.
@NullMarked
package dev.lavant.testkit;

import org.jspecify.annotations.NullMarked;
