package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a handler's parameter the key of the event's Kafka record: `String` (UTF-8), `byte[]`, or `Optional` of one.
///
/// An event without a key becomes a dead letter of a handler that demands one; `Optional` takes it.
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {}
