package dev.lavant.autoscaler.act;

import java.util.Optional;

/// A child process, and the bound of its memory where there is one.
record HostProcess(Process process, Optional<MemoryGroup> memory) {
    private static final long MIB = 1L << 20;

    boolean alive() {
        return process.isAlive();
    }

    /// How it has ended.
    HostEnd end(Host host) {
        return memory.filter(MemoryGroup::outOfMemory)
                .map(group -> HostEnd.outOfMemory(host, group.bytes() / MIB))
                .orElseGet(() -> HostEnd.exited(host, process.exitValue()));
    }

    /// It has ended and nobody asks how any more.
    void forget() {
        memory.ifPresent(MemoryGroup::remove);
    }
}
