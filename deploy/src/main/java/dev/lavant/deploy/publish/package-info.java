/// Makes a project's functions known to the platform: topics, start offsets, `lavant.functions`.
@NullMarked
package dev.lavant.deploy.publish;

import org.jspecify.annotations.NullMarked;
