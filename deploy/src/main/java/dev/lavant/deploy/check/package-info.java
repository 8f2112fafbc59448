/// What stands between a package and its deployment, found without changing anything.
@NullMarked
package dev.lavant.deploy.check;

import org.jspecify.annotations.NullMarked;
