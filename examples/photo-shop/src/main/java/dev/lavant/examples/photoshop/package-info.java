/// A shop for photographs in two functions: [Thumbnails] and [Receipts].
@NullMarked
package dev.lavant.examples.photoshop;

import org.jspecify.annotations.NullMarked;
