/// Core: what holds for a function, of all that was said about it, and what is wrong with it. Pure.
@NullMarked
package dev.lavant.deploy.settings;

import org.jspecify.annotations.NullMarked;
