package shop;

import dev.lavant.function.*;

class EverySchedule {
    @EventFunction(schedule = @Schedule(cron = "0 3 * * *", zone = "Europe/Berlin", missed = Missed.NONE))
    void nightly(Tick tick) {}
}
