package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a handler's parameter a header of the event's Kafka record, the last one of that name: `String` (UTF-8),
/// `byte[]`, or `Optional` of one.
///
/// CloudEvents attributes are headers too: `@Header("ce_subject")`. An event without the header becomes a dead letter
/// of a handler that demands it; `Optional` takes it.
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Header {

    /// Name of the header.
    String value();
}
