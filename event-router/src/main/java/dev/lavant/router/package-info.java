/// The way in: `intake` takes CloudEvents over HTTP; `route` → `deliver` fills the queues of functions with a filter.
@NullMarked
package dev.lavant.router;

import org.jspecify.annotations.NullMarked;
