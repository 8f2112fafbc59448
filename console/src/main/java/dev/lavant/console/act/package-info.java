/// Edge: does what people ask for on the page, with the same code as the command line.
@NullMarked
package dev.lavant.console.act;

import org.jspecify.annotations.NullMarked;
