package dev.lavant.cli.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What a deploy may be told beside its source.
final class Wishes {
    @Option(
            names = "--set",
            paramLabel = "[FN.]SETTING=VALUE",
            description = {
                "Overrule a setting of every function, or of one, e.g. --set timeout=5s or --set price.max-hosts=8.",
                "Settings are those of describe."
            })
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--function",
            paramLabel = "NAME",
            description = "Only this function of the source; may be given several times. Default: all of them.")
    private List<String> functions = List.of();

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Who pays (${DEFAULT-VALUE}).")
    private String tenant = "default";

    Map<String, String> settings() {
        return settings;
    }

    List<String> functions() {
        return functions;
    }

    String tenant() {
        return tenant;
    }
}
