/// Topics as state: compacted ones followed into memory, others read to their end.
@NullMarked
package dev.lavant.schemas.control;

import org.jspecify.annotations.NullMarked;
