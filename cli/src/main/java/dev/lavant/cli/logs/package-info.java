/// `lavant logs`: what the hosts of a function have logged, from the files that they leave.
@NullMarked
package dev.lavant.cli.logs;

import org.jspecify.annotations.NullMarked;
