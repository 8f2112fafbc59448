/// What the author of a function sees: one annotation, the event, the context, and the words for failing.
@NullMarked
package dev.lavant.function;

import org.jspecify.annotations.NullMarked;
