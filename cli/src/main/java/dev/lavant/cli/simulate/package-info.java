/// `lavant simulate`.
@NullMarked
package dev.lavant.cli.simulate;

import org.jspecify.annotations.NullMarked;
