package dev.lavant.driver.docker;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.HostEnd.Parting;

/// How a container has ended, as its engine tells it.
sealed interface Ending {

    /// Its process has ended.
    record Exited(int exitCode) implements Ending {}

    /// The kernel has killed a process of it because it used more memory than it may.
    record OutOfMemory(long limitMib) implements Ending {}

    /// Somebody has removed it.
    record Gone() implements Ending {}

    /// It was made and never started.
    record NeverStarted() implements Ending {}

    /// The end of the host in it.
    default HostEnd of(Host host) {
        return switch (this) {
            case Exited(int exitCode) -> HostEnd.exited(host, exitCode);
            case OutOfMemory(long limitMib) -> HostEnd.outOfMemory(host, limitMib);
            case Gone() -> new HostEnd(host, Parting.ABRUPT, "the container was removed by somebody else");
            case NeverStarted() -> new HostEnd(host, Parting.ABRUPT, "the container was never started");
        };
    }
}
