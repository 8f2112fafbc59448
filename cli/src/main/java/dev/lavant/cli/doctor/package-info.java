/// `lavant doctor`: checks of this machine and of the platform, each with its cure.
@NullMarked
package dev.lavant.cli.doctor;

import org.jspecify.annotations.NullMarked;
