package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.PlatformAddress;
import dev.lavant.schemas.launch.SchemaIds;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Where hosts run: as child processes ([HostPrograms]), in containers, in pods.
@FunctionalInterface
public interface Hosting {

    /// Opens a driver.
    ///
    /// @throws IllegalStateException when no host could be started there, saying what to do about it
    HostDriver open(Station station);

    /// What a driver works with.
    ///
    /// @param folder for logs, and for what a driver has to remember; of this autoscaler alone
    /// @param artifacts where the jars of functions come from
    /// @param platform that hosts are to reach
    /// @param warm how many wait for a function, where a driver can do that
    /// @param owner asked and told
    /// @param clock by which hosts are told to be overdue
    record Station(
            Path folder,
            ArtifactCache artifacts,
            PlatformAddress platform,
            WarmHosts warm,
            Owner owner,
            InstantSource clock) {}

    /// Whom a driver works for.
    ///
    /// @param schemaIds asked at each start for those that a host need not ask for itself
    /// @param onExit called on any thread when a host has ended, so that nobody need wait for the next look
    record Owner(Supplier<SchemaIds> schemaIds, Runnable onExit) {}
}
