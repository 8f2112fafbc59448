/// `lavant dlq`: the events that functions gave up on, and why.
@NullMarked
package dev.lavant.cli.deadletter;

import org.jspecify.annotations.NullMarked;
