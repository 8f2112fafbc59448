package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(schedule = @Schedule(cron = "0 3 * * *", zone = "Europe/Berln"))
    void nightly(Tick tick) {}
    // error: schedule.zone 'Europe/Berln' is not a time zone: write its IANA name, such as Europe/Berlin, or UTC

    @EventFunction(schedule = @Schedule(every = "500ms"))
    void often(Tick tick) {}
    // error: schedule.every must be at least 1s, was 500ms

    @EventFunction(schedule = @Schedule(every = "5 minutes"))
    void sometimes(Tick tick) {}
    // error: schedule.every '5 minutes' is not a duration: write a whole number and s, m or h, such as 30s or 5m

    @EventFunction(schedule = @Schedule(cron = "0 0 31 2 *"))
    void never(Tick tick) {}
    // error: schedule.cron '0 0 31 2 *' never comes: there is no such day in any year

    @EventFunction(schedule = @Schedule(zone = "UTC"))
    void unsaid(Tick tick) {}
    // error: schedule must say either cron or every: write for example @Schedule(cron = "0 3 * * *", zone = "Europe/Berlin") or @Schedule(every = "5m")
}
