package dev.lavant.autoscaler.act;

/// A host that has ended, or could not be started at all.
///
/// @param host as it was last; [Host#draining] tells whether it was asked to end
/// @param how in words for people, for example `exit code 137 (killed)`
public record HostEnd(Host host, String how) {}
