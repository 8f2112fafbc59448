package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A control group with a bound for the memory of one host, and of what it starts.
///
/// @param bytes that it may use
record MemoryGroup(Path folder, MemoryVersion version, long bytes) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGroup.class);

    /// Takes in a process that has just started.
    ///
    /// @throws IOException when it has ended already
    void add(ProcessHandle process) throws IOException {
        MemoryVersion.write(folder.resolve("cgroup.procs"), Long.toString(process.pid()));
    }

    /// Whether the kernel has killed it because it used more memory than it may.
    boolean outOfMemory() {
        try {
            return version.killed(folder) > 0;
        } catch (IOException unreadable) {
            LOG.atWarn().setCause(unreadable).log("why a host has ended cannot be told from {}", folder);
            return false;
        }
    }

    /// Its process has ended. The kernel keeps a group in which another one still runs.
    void remove() {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException inUse) {
            LOG.atWarn()
                    .setCause(inUse)
                    .log("control group {} stays: does the function start processes of its own?", folder);
        }
    }
}
