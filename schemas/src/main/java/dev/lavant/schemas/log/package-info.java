/// What a host writes to its log, and how it is read again: a fact a line, `key=value`.
@NullMarked
package dev.lavant.schemas.log;

import org.jspecify.annotations.NullMarked;
