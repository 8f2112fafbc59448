/// The web page on the running platform: `watch` → `picture` → `page`.
@NullMarked
package dev.lavant.console;

import org.jspecify.annotations.NullMarked;
