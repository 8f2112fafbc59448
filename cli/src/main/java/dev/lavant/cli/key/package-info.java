/// `lavant keys`: who may send events over HTTP.
@NullMarked
package dev.lavant.cli.key;

import org.jspecify.annotations.NullMarked;
