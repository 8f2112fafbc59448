/// What a usage record is known and proven by, for those who write it and those who check it. Pure.
@NullMarked
package dev.lavant.schemas.usage;

import org.jspecify.annotations.NullMarked;
