package dev.lavant.driver.docker;

import dev.lavant.autoscaler.act.HostClientFiles;
import java.util.Optional;

/// How containers of hosts are made.
///
/// @param image with the function host
/// @param network that Kafka and the registry are reached in
/// @param group of the containers: an autoscaler takes over those of its own group and of no other
/// @param artifacts the volume, or folder of the engine's machine, in which autoscalers keep the jars of functions; the
/// autoscaler's own folder where it is not said, for one that does not run in a container itself
/// @param clientFiles on the engine's machine, with the settings of hosts' Kafka clients
/// @param nanoCpus that a host may use, in billionths of a CPU
/// @param pull when the image is fetched
record DockerSettings(
        String image,
        String network,
        String group,
        Optional<String> artifacts,
        HostClientFiles clientFiles,
        long nanoCpus,
        Pull pull) {

    /// When an image is fetched from its registry.
    enum Pull {
        /// When the engine does not have it.
        MISSING,
        /// Never: it is there, or the autoscaler does not start.
        NEVER
    }

    /// What a host may use for files, in memory, beside that.
    static String temporaryFiles() {
        return "rw,exec,nosuid,size=256m"; // exec: libraries for compression are unpacked there
    }
}
