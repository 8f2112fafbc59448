package dev.lavant.cli.logs;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where hosts leave their logs.
final class LogFolder {
    private static final String LOGS = "logs";
    private static final String OF_DEV = ".lavant";

    private LogFolder() {}

    /// The folder of logs.
    ///
    /// @param from where `.lavant` is looked for, and in the folders above it
    /// @param named the autoscaler's folder; empty when nobody names one
    static Path find(Path from, String named) {
        if (!named.isBlank()) {
            Path logs = from.resolve(named).resolve(LOGS);
            if (!Files.isDirectory(logs)) {
                throw none("there is no folder " + logs, "An autoscaler's folder has the logs of its hosts in logs/.");
            }
            return logs;
        }
        return Stream.iterate(Optional.of(from), Optional::isPresent, folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve(OF_DEV).resolve(LOGS))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> none(
                        "there are no logs of hosts here",
                        "Hosts write where the autoscaler runs that has started them; there is no .lavant/logs in "
                                + from + " or above it, and neither --folder nor LAVANT_FOLDER names another."));
    }

    /// What to type when they are not here.
    static String elsewhere(String function) {
        return "On the autoscaler's machine:  lavant logs " + function + " --folder /var/lib/lavant\n"
                + "Of a host that lives in a container:  docker logs CONTAINER  (docker ps --filter label=dev.lavant.group)";
    }

    private static CommandFailed none(String what, String why) {
        return new CommandFailed(Exit.NOT_FOUND, what, why, elsewhere("FUNCTION"));
    }
}
