package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// When an event is tried again after its handler has thrown or run past its deadline.
///
/// An event that waits for another attempt holds back what its function's [Ordering] says: its key, its partition,
/// or nothing. A failed batch is tried again event by event, so that one bad event costs only itself.
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {

    /// Attempts before the event becomes a dead letter, the first one included, 1 to 100.
    int attempts() default 3;

    /// Wait before the second attempt; it doubles for each attempt after that, and of each wait a random half may be
    /// missing ("equal jitter"), so that events that failed together do not come back together.
    String backoff() default "200ms";

    /// The longest wait between two attempts, at least `backoff`.
    String maxBackoff() default "5m";

    /// Exceptions after which no attempt helps, subclasses included: the event is a dead letter at once.
    Class<? extends Throwable>[] never() default {};
}
