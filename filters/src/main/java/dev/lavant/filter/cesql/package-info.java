/// CloudEvents SQL Expression Language, version 1.0.0: [Parser] reads a text, [Evaluation] gives its value for an
/// event. Pure.
@NullMarked
package dev.lavant.filter.cesql;

import org.jspecify.annotations.NullMarked;
