/// A function's hosts in virtual time, under one rule or another, beside the clairvoyant optimum.
@NullMarked
package dev.lavant.simulator;

import org.jspecify.annotations.NullMarked;
