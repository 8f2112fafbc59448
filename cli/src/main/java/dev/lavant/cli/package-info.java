/// The `lavant` command: its verbs in one place, and how it tells of failures.
@NullMarked
package dev.lavant.cli;

import org.jspecify.annotations.NullMarked;
