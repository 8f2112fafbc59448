/// Sends files as events, by a template of the project.
@NullMarked
package dev.lavant.dev.send;

import org.jspecify.annotations.NullMarked;
