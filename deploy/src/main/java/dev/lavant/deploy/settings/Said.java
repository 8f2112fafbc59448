package dev.lavant.deploy.settings;

import dev.lavant.manifest.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a configuration file or the options of a deploy say, by function.
///
/// @param ofAll settings of every function
/// @param ofOne settings of one function, by its name
/// @param faults what could not be understood, each as one sentence
public record Said(Map<Setting, String> ofAll, Map<String, Map<Setting, String>> ofOne, List<String> faults) {

    /// Nothing.
    public static final Said NOTHING = new Said(Map.of(), Map.of(), List.of());

    /// Reads `functions.<function>.<setting>` keys of a configuration; other keys are not ours.
    ///
    /// @param functions names of those that there are
    public static Said inConfiguration(Map<String, String> configuration, Collection<String> functions) {
        var reader = new Reader(functions);
        configuration.forEach((key, text) -> {
            if (key.startsWith("functions.")) {
                reader.ofOne("configuration " + key, key.substring("functions.".length()), text);
            }
        });
        return reader.said();
    }

    /// Reads `--set` options: `timeout=5s` for every function, `price.timeout=5s` for one.
    ///
    /// @param functions names of those that are deployed
    public static Said inOptions(Map<String, String> options, Collection<String> functions) {
        var reader = new Reader(functions);
        options.forEach((key, text) -> Setting.of(key)
                .ifPresentOrElse(
                        setting -> reader.ofAll.put(setting, text),
                        () -> reader.ofOne("--set " + key + "=" + text, key, text)));
        return reader.said();
    }

    /// What is said of one function; what is said of it alone wins.
    Map<Setting, String> of(String function) {
        var all = new LinkedHashMap<>(ofAll);
        all.putAll(ofOne.getOrDefault(function, Map.of()));
        return all;
    }

    private static final class Reader {
        private final Collection<String> functions;
        private final Map<Setting, String> ofAll = new LinkedHashMap<>();
        private final Map<String, Map<Setting, String>> ofOne = new LinkedHashMap<>();
        private final List<String> faults = new ArrayList<>();

        private Reader(Collection<String> functions) {
            this.functions = functions;
        }

        /// @param where for the message
        /// @param key function and setting with a point between; no function's name has one
        private void ofOne(String where, String key, String text) {
            String[] parts = key.split("\\.", 2);
            Optional<Setting> setting = parts.length == 2 ? Setting.of(parts[1]) : Optional.empty();
            if (parts.length == 1) {
                faults.add(where + ": there is no setting '" + key + "'; there are " + Setting.keys());
            } else if (!functions.contains(parts[0])) {
                faults.add(where + ": there is no function '" + parts[0] + "'; there are "
                        + functions.stream().sorted().collect(Collectors.joining(", ")));
            } else if (setting.isEmpty()) {
                faults.add(where + ": there is no setting '" + (parts.length == 2 ? parts[1] : "") + "'; there are "
                        + Setting.keys());
            } else {
                ofOne.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>()).put(setting.get(), text);
            }
        }

        private Said said() {
            return new Said(ofAll, ofOne, List.copyOf(faults));
        }
    }
}
