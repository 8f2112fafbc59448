/// What becomes of dead letters: sent again to the function that gave them up, or dropped; each once.
@NullMarked
package dev.lavant.deploy.replay;

import org.jspecify.annotations.NullMarked;
