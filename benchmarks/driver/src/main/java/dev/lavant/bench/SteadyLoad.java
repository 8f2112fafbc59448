package dev.lavant.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// So many requests a second whatever becomes of the answers, on connections that are kept: the schedule is set
/// before, and a request that waits for its connection counts from when it was due.
///
/// @param time how long it is measured
/// @param connections each with a thread of its own
record SteadyLoad(double perSecond, Duration time, int connections, int dataBytes) {
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /// Sends for two seconds and then for the time that is measured.
    ///
    /// @param ids what the events' ids begin with
    /// @throws ContenderFailed when a request was refused
    Latencies send(URI url, String ids) {
        long start = System.nanoTime();
        var lines = IntStream.range(0, connections)
                .<Callable<List<Long>>>mapToObj(line -> () -> sendOnOne(url, ids + "-" + line + "-", start, line))
                .toList();
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("load-", 0).factory())) {
            var all = new ArrayList<Long>();
            for (var line : threads.invokeAll(lines)) {
                all.addAll(Bench.await(line));
            }
            return new Latencies(all, all.size());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private List<Long> sendOnOne(URI url, String ids, long start, int line) {
        long each = (long) (1e9 / perSecond);
        long measuredFrom = start + BEFORE.toNanos();
        long end = measuredFrom + time.toNanos();
        var nanos = new ArrayList<Long>();
        try (var connection = new EventLine(url, dataBytes)) {
            for (long due = start + line * each; due < end; due += connections * each) {
                waitUntil(due);
                connection.send(ids + due);
                if (due >= measuredFrom) {
                    nanos.add(System.nanoTime() - due);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return nanos;
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
