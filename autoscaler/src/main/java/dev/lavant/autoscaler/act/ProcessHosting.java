package dev.lavant.autoscaler.act;

import dev.lavant.service.Settings;
import java.nio.file.Path;

/// Hosts as child processes of an autoscaler of its own, from a build of Lavant on its machine.
public final class ProcessHosting implements HostingKind {
    /// By which it is chosen.
    public static final String NAME = "process";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hosting hosting(Settings settings) {
        var home = Path.of(settings.required(
                "LAVANT_HOME", "in which folder Lavant was built, whose function host is to run", "/opt/lavant"));
        var files = HostClientFiles.withoutWarmHosts(settings);
        return station -> HostPrograms.in(home).with(files).open(station);
    }
}
