/// `lavant cost`: what one event or one trace costs.
@NullMarked
package dev.lavant.cli.cost;

import org.jspecify.annotations.NullMarked;
