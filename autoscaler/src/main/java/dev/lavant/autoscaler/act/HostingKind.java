package dev.lavant.autoscaler.act;

import dev.lavant.service.Settings;

/// A kind of [Hosting] that an autoscaler of its own can be told to use by `LAVANT_DRIVER`. Those of other modules are
/// found on the class path ([java.util.ServiceLoader]).
public interface HostingKind {

    /// By which it is chosen.
    String name();

    /// As the settings say. What is wrong with them is told by [Settings#check].
    Hosting hosting(Settings settings);
}
