/// What integration tests stand on. Test scope only.
@NullMarked
package dev.lavant.local;

import org.jspecify.annotations.NullMarked;
