package dev.lavant.autoscaler.act;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.ClientFile;
import dev.lavant.service.Settings;
import java.util.Map;
import java.util.Optional;

/// Which file with settings of Kafka clients a host reads, where that is not its autoscaler's: hosts run code of others
/// and need fewer rights.
///
/// @param pattern of the file's path, in which `{function}` stands for the function's name
public record HostClientFiles(Optional<String> pattern) {
    /// Hosts read what their autoscaler reads.
    public static final HostClientFiles SAME = new HostClientFiles(Optional.empty());

    private static final String VARIABLE = "LAVANT_HOST_CLIENT_PROPERTIES";
    private static final String FUNCTION = "{function}";

    /// As an autoscaler is told.
    public static HostClientFiles of(Settings settings) {
        return new HostClientFiles(settings.optional(VARIABLE));
    }

    /// The same for a driver that can have warm hosts: those have connected before they have a function.
    static HostClientFiles withoutWarmHosts(Settings settings) {
        var files = of(settings);
        if (files.pattern.isPresent() && settings.number("LAVANT_WARM_HOSTS", 0, 0, Integer.MAX_VALUE) > 0) {
            settings.fault(VARIABLE + " cannot be set together with LAVANT_WARM_HOSTS: a warm host is connected before"
                    + " its function is known. Unset one of them");
        }
        return files;
    }

    /// The file of a function's hosts; empty when it is the autoscaler's.
    public Optional<String> of(FunctionDeployment function) {
        return pattern.map(path -> path.replace(FUNCTION, function.getName()));
    }

    /// The variable for a host that runs on the autoscaler's machine.
    Map<String, String> environment(FunctionDeployment function) {
        return of(function).map(path -> Map.of(ClientFile.VARIABLE, path)).orElse(Map.of());
    }
}
