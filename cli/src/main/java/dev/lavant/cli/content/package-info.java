/// What a record holds, as people read and type it.
@NullMarked
package dev.lavant.cli.content;

import org.jspecify.annotations.NullMarked;
