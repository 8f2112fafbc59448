package dev.lavant.torture.plan;

import java.time.Duration;

/// Something that goes wrong. A victim is a number from 0; modulo the hosts that work then, it says which one.
public sealed interface Fault {

    /// `kill -9` of a host; its successor starts at once in its slot.
    record Kill(int victim) implements Fault {}

    /// `kill -9` of all hosts at once, as when a machine fails.
    record KillAll() implements Fault {}

    /// SIGSTOP of a host and a successor in its slot, then SIGCONT: a zombie that does not know it was replaced.
    record Replace(int victim, Duration frozen) implements Fault {}

    /// SIGSTOP of a host for longer than the group waits for it, then SIGCONT: its partitions have gone to others, its
    /// slot is still its own.
    record Freeze(int victim, Duration frozen) implements Fault {}

    /// An event that takes more memory than the host has, as often as it says.
    record ExhaustMemory(int times) implements Fault {}

    /// Hosts are started or asked to finish until there are this many.
    record Scale(int hosts) implements Fault {}

    /// `kill -9` of the broker, and its return after some time.
    record KillBroker(Duration away) implements Fault {}

    /// A clean stop of the broker, and its return after some time.
    record StopBroker(Duration away) implements Fault {}
}
