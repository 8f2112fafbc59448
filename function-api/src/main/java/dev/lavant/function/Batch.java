package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How many events one call of a handler that takes `List<Event<T>>` is given. The events of one batch come from one
/// partition and are in its order.
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Batch {

    /// Events at most, 1 to 1000; 1 is for handlers that take one event.
    int max() default 1;

    /// How long an event may wait for its batch to fill, at most one minute. Without it a batch is what is there.
    String maxWait() default "0ms";
}
