/// What javac runs over classes with [dev.lavant.function.EventFunction]: it refuses handlers that could only fail
/// later, makes the others beans, and writes what deploying needs to know of them into the jar.
///
/// [EventFunctionVisitor] is where to start reading.
@NullMarked
package dev.lavant.processor;

import org.jspecify.annotations.NullMarked;
