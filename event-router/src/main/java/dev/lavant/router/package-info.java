/// The way in: `intake` takes CloudEvents over HTTP; `route` → `deliver` fills the queues of functions with a filter;
/// `listen` → `result` hears what came of events that functions are called with.
@NullMarked
package dev.lavant.router;

import org.jspecify.annotations.NullMarked;
