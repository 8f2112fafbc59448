/// `lavant dev`: the whole platform on this machine, with a project's functions on it.
@NullMarked
package dev.lavant.dev;

import org.jspecify.annotations.NullMarked;
