/// A real browser, as a person has it.
@NullMarked
package dev.lavant.dev.browser;

import org.jspecify.annotations.NullMarked;
