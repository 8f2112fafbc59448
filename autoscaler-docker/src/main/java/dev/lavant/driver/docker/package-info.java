/// Runs function hosts in containers of a Docker engine.
@NullMarked
package dev.lavant.driver.docker;

import org.jspecify.annotations.NullMarked;
