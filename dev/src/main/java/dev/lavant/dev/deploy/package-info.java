/// Makes a project's functions known to the platform: topics, start offsets, `lavant.functions`.
@NullMarked
package dev.lavant.dev.deploy;

import org.jspecify.annotations.NullMarked;
