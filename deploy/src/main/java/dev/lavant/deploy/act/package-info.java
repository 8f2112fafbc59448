/// What can be done to a platform that runs, for the command line and the console alike: each action says what came of
/// it, or declines and says why.
@NullMarked
package dev.lavant.deploy.act;

import org.jspecify.annotations.NullMarked;
