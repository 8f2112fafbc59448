package dev.lavant.autoscaler.act;

/// A host that has ended, or could not be started at all.
///
/// @param host as it was last; [Host#draining] tells whether it was asked to end
/// @param parting whether it had let go of its events
/// @param how in words for people, for example `exit code 137 (killed)`
public record HostEnd(Host host, Parting parting, String how) {
    /// How a host leaves its events.
    public enum Parting {
        /// It was asked to end, and let go of all that it held.
        CLEAN,
        /// It died, or nobody knows.
        ABRUPT
    }

    private static final int DRAINED = 0;

    /// One whose process has ended with an exit code.
    public static HostEnd exited(Host host, int exitCode) {
        Parting parting = host.draining() && exitCode == DRAINED ? Parting.CLEAN : Parting.ABRUPT;
        return new HostEnd(host, parting, "exit code " + meaning(exitCode));
    }

    /// One that the kernel has killed because it used all that it may.
    ///
    /// @param limitMib memory of its heap and all else
    public static HostEnd outOfMemory(Host host, long limitMib) {
        return new HostEnd(
                host,
                Parting.ABRUPT,
                "killed: out of memory, the host had used all of its " + limitMib
                        + " MiB; give the function more memory");
    }

    /// A signal's number plus 128 is what a shell makes of a process that the signal ended, and Java does the same;
    /// 3 is what HotSpot gives for `-XX:+ExitOnOutOfMemoryError`; 70 and 71 are the function host's own.
    private static String meaning(int exitCode) {
        return switch (exitCode) {
            case 3 -> "3 (out of memory)";
            case 70 -> "70 (a handler never ended)";
            case 71 -> "71 (replaced: lost its slot, its group, or Kafka)";
            case 137 -> "137 (killed)";
            case 143 -> "143 (terminated)";
            default -> Integer.toString(exitCode);
        };
    }
}
