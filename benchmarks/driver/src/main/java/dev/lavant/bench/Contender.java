package dev.lavant.bench;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Somebody who handles the events of a topic, in a process of its own.
///
/// @param name in tables
/// @param guarantee what holds when it is killed at any time
/// @param launch makes the command line and the environment
record Contender(String name, String guarantee, BiFunction<Bench, Job, Launch> launch) {

    /// What a contender is to do.
    ///
    /// @param topic it reads
    /// @param group it reads as
    /// @param output where it writes, made anew for each run
    /// @param work for each event
    record Job(String topic, String group, String output, Work work) {}

    /// How the events are handled.
    ///
    /// @param function method of the benchmark's functions, for Lavant
    /// @param nanos how long the handler is blocked, for the others
    /// @param concurrency events at once
    record Work(String function, long nanos, int concurrency) {}

    /// How to start it.
    record Launch(List<String> command, Map<String, String> environment) {}
}
