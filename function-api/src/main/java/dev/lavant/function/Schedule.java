package dev.lavant.function;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// When a function runs that no event of others starts: either `cron` or `every`.
///
/// Each planned time is one event with a [Tick] for its data, exactly one, whatever is killed meanwhile. It is handled,
/// tried again and billed like any other; one tick waits for the one before, unless the function has no order.
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Schedule {

    /// Minute, hour, day of the month, month and day of the week, for example `0 3 * * *` or `*/15 8-18 * * MON-FRI`.
    /// Of the two days one at least must be `*`.
    String cron() default "";

    /// The time zone whose clocks `cron` means, by its IANA name. What they skip when summer time begins runs when they
    /// do; what they show twice when it ends runs the first time only, unless the hour is `*`.
    String zone() default "UTC";

    /// Time between two ticks: a whole number and `s`, `m` or `h`, at least `1s`. Counted from 1970 on, so that `5m` is
    /// at :00, :05 and so on.
    String every() default "";

    /// What becomes of ticks that could not be sent in time.
    Missed missed() default Missed.LATEST;
}
