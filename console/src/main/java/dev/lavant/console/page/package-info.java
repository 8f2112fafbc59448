/// Edge: serves the page and its feed over HTTP.
@NullMarked
package dev.lavant.console.page;

import org.jspecify.annotations.NullMarked;
