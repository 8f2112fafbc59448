/// What integration tests stand on. Test scope only.
@NullMarked
package dev.lavant.testkit;

import org.jspecify.annotations.NullMarked;
