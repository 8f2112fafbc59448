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
}
