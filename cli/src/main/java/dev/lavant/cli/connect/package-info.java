/// Finding the platform and reading its topics to their end.
@NullMarked
package dev.lavant.cli.connect;

import org.jspecify.annotations.NullMarked;
