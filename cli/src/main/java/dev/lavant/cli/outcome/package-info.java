/// How a command can end.
@NullMarked
package dev.lavant.cli.outcome;

import org.jspecify.annotations.NullMarked;
