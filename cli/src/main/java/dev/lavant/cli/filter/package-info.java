/// `lavant filter`.
@NullMarked
package dev.lavant.cli.filter;

import org.jspecify.annotations.NullMarked;
