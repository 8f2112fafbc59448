/// From a project to functions that run, and back: package, check, deploy, describe, pause, resume, rollback, rm.
@NullMarked
package dev.lavant.cli.deploy;

import org.jspecify.annotations.NullMarked;
