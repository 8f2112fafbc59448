package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "type = 'a'", startFrom = StartFrom.EARLIEST, schedule = @Schedule(every = "5m"))
    void both(Tick tick) {}
    // error: topics and a schedule cannot start one function: make it two, since their events differ
    // error: filter is for events of topics, and this function has a schedule: remove the filter
    // error: start-from EARLIEST would run ticks of an earlier deployment again: remove it
}
