/// `lavant event`: write CloudEvents to a topic and look at what is in one.
@NullMarked
package dev.lavant.cli.event;

import org.jspecify.annotations.NullMarked;
