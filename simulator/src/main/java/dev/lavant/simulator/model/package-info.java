/// What a simulated function and its platform are like.
@NullMarked
package dev.lavant.simulator.model;

import org.jspecify.annotations.NullMarked;
