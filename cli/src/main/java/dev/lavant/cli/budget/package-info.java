/// `lavant budget`: what may be spent, and what happens when it is.
@NullMarked
package dev.lavant.cli.budget;

import org.jspecify.annotations.NullMarked;
