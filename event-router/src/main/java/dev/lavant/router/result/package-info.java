/// Core: what came of one event of a function, put together from the records that its host committed. Pure.
@NullMarked
package dev.lavant.router.result;

import org.jspecify.annotations.NullMarked;
