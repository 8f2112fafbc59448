/// A function project on this machine: build it when it must be, find its class path and its functions.
@NullMarked
package dev.lavant.deploy.project;

import org.jspecify.annotations.NullMarked;
