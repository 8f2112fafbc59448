/// One file that holds all a function needs to run anywhere, named by its content.
@NullMarked
package dev.lavant.deploy.pack;

import org.jspecify.annotations.NullMarked;
