/// `lavant ls`: what is deployed, where it stands, what it has cost.
@NullMarked
package dev.lavant.cli.functions;

import org.jspecify.annotations.NullMarked;
