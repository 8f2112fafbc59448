package dev.lavant.cli.connect;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.util.Set;
import java.util.stream.Collectors;

/// The topics of a platform by name.
public final class ExistingTopics {
    private ExistingTopics() {}

    /// Makes sure that a topic exists.
    ///
    /// @throws CommandFailed with exit code 3 that names the topics that do
    public static void require(Platform platform, String topic) {
        try (var admin = platform.admin()) {
            Set<String> names = Platform.answer(admin.listTopics().names());
            if (!names.contains(topic)) {
                throw missing(topic, names, platform.addresses());
            }
        }
    }

    private static CommandFailed missing(String topic, Set<String> names, Addresses addresses) {
        String there =
                names.stream().filter(name -> !name.startsWith("_")).sorted().collect(Collectors.joining(", "));
        return new CommandFailed(
                Exit.NOT_FOUND,
                "there is no topic '" + topic + "'",
                "At " + addresses.bootstrapServers()
                        + (there.isEmpty() ? " there is none yet." : " there are: " + there + "."),
                "A deploy makes the topics of its functions:  lavant dev DIR");
    }
}
