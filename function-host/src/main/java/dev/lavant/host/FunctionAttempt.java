package dev.lavant.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An attempt at an event, or at a batch, that has ended.
///
/// @param function its name
/// @param number from 1
/// @param topic of the first event in it
/// @param offset of the first event in it
/// @param events in it
/// @param at when it ended, by the host's time
/// @param error what it threw; empty when it returned
/// @param overdue the deadline that it ran past, if it did
public record FunctionAttempt(
        String function,
        int number,
        String topic,
        int partition,
        long offset,
        int events,
        Instant at,
        Optional<Throwable> error,
        Optional<Duration> overdue) {}
