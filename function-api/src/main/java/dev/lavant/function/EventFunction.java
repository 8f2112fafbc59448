package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Runs a method once for each event of some Kafka topics.
///
/// The method is an ordinary instance method; its class becomes a bean by itself. Its one payload parameter is
/// an Avro record, a Java record (read from JSON), `String` or `byte[]`, alone or in [Event]; a [FunctionContext]
/// may stand beside it. What it returns (nothing, a value, `Optional`, `List`, [Out] or `List<Out<?>>`) is the
/// only way out, so that outputs, usage and offsets commit together.
///
/// Brokers, credentials and prices are not here: they belong to where the function is deployed.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventFunction {

    /// Name on the platform, in group ids, metrics and bills: `[a-z][a-z0-9-]{0,62}`. Empty: the method's name,
    /// hyphenated (`priceOrder` is `price-order`).
    String name() default "";

    /// The Kafka topics whose events the function handles; at least one.
    String[] topics();

    /// Where returned values go. Empty: nowhere, and the method returns `void`.
    String output() default "";

    /// A CESQL expression over CloudEvents attributes, for example `type = 'shop.purchase.completed'`. Only
    /// events for which it is true reach the function, start a host or cost anything. Empty: all do.
    ///
    /// Source: CloudEvents SQL Expression Language, version 1.
    String filter() default "";

    /// Deadline of one attempt: a whole number and `ms`, `s`, `m` or `h`. After it the thread is interrupted
    /// and the attempt counts as failed.
    String timeout() default "30s";

    /// Memory reserved for a host: a whole number and `Mi` or `Gi`, at least `64Mi`.
    String memory() default "256Mi";

    /// Events handled at once in one host, 1 to 1000. Events with the same key are never handled at once.
    int concurrency() default 4;

    /// Attempts at an event before it becomes a dead letter, the first one included, 1 to 100.
    int attempts() default 3;

    /// Wait before the second attempt; it doubles for each attempt after that, with jitter. A waiting event
    /// holds back the events of its own key and no others.
    String backoff() default "200ms";

    /// What the autoscaler keeps, 99 of 100 times: event appended to output committed.
    String targetLatency() default "10s";
}
