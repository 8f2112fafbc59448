/// What every verb is given: the common options and the process around it.
@NullMarked
package dev.lavant.cli.options;

import org.jspecify.annotations.NullMarked;
