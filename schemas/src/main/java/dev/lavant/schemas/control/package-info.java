/// The control state that lives in compacted topics, followed into memory.
@NullMarked
package dev.lavant.schemas.control;

import org.jspecify.annotations.NullMarked;
