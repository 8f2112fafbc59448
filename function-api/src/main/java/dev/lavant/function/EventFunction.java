package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Runs a method once for each event of some Kafka topics, or at the times of a schedule.
///
/// The method is an ordinary instance method; its class becomes a bean by itself. Its one payload parameter is
/// an Avro record, a Java record (read from JSON), `String` or `byte[]`, alone, in [Event], or in `List<Event<T>>`
/// for a batch; a [FunctionContext] and parameters with [Key] or [Header] may stand beside it. What it returns
/// (nothing, a value, `Optional`, `List`, [Out] or `List<Out<?>>`) is the only way out, so that outputs, usage and
/// offsets commit together.
///
/// What is said here may be overruled, in this order: by the project's configuration (`functions.<name>.timeout`, …),
/// by `lavant deploy --set`, by the caps of the tenant. `lavant describe` shows what holds and what it comes from.
/// Brokers, credentials and prices are not here: they belong to where the function is deployed.
///
/// It may stand on an annotation of your own, which then says all of this at once.
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventFunction {

    /// Name on the platform, in group ids, metrics and bills: `[a-z][a-z0-9-]{0,62}`, but neither `router` nor
    /// `billing`, whose groups are the platform's own. Empty: the method's name, hyphenated (`priceOrder` is
    /// `price-order`).
    String name() default "";

    /// The Kafka topics whose events the function handles; at least one, or else a schedule.
    String[] topics() default {};

    /// When the function runs, if that is for the clock to say and not for the events of some topics. It takes a
    /// [Tick], and has no filter.
    Schedule schedule() default @Schedule;

    /// Where returned values go. Empty: nowhere, and the method returns `void`.
    String output() default "";

    /// Where returned values go if there are several such topics: each is then an [Out] made with [Out#to].
    String[] outputs() default {};

    /// A CESQL expression over CloudEvents attributes, for example `type = 'shop.purchase.completed'`, or filters of
    /// CloudEvents subscriptions in JSON, `[{"prefix": {"type": "shop."}}]`. Only events for which it is true reach
    /// the function, start a host or cost anything. Empty: all do.
    ///
    /// Sources: CloudEvents SQL Expression Language 1.0.0; CloudEvents Subscriptions API, section 3.2.4.
    String filter() default "";

    /// Deadline of one attempt: a whole number and `ms`, `s`, `m` or `h`. After it the thread is interrupted
    /// and the attempt counts as failed.
    String timeout() default "30s";

    /// Memory reserved for a host: a whole number and `Mi` or `Gi`, at least `64Mi`.
    String memory() default "256Mi";

    /// Events (or batches) handled at once in one host, 1 to 1000.
    int concurrency() default 4;

    /// Which events are never handled at once, and always in the order in which they came.
    Ordering ordering() default Ordering.KEY;

    /// What happens after a failed attempt.
    Retry retry() default @Retry;

    /// How many events one call is given; more than one for a method that takes `List<Event<T>>`.
    Batch batch() default @Batch;

    /// Where the function begins when it is deployed for the first time.
    StartFrom startFrom() default StartFrom.LATEST;

    /// What the autoscaler keeps, 99 of 100 times: event appended to output committed.
    String targetLatency() default "10s";
}
