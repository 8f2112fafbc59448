/// Edge: the topics in which the results of functions stand, read for those who wait.
@NullMarked
package dev.lavant.router.listen;

import org.jspecify.annotations.NullMarked;
