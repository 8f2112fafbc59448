/// `lavant new`: a project that builds, tests and runs.
@NullMarked
package dev.lavant.cli.project;

import org.jspecify.annotations.NullMarked;
