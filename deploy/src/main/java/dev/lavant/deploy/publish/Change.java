package dev.lavant.deploy.publish;

import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a deploy does to one function. Pure.
///
/// @param before what runs now, if anything
/// @param after what will
public record Change(Optional<FunctionDeployment> before, FunctionDeployment after) {

    /// Of one function among those that are deployed.
    public static Change of(Map<String, FunctionDeployment> deployed, FunctionDeployment wanted) {
        return new Change(Optional.ofNullable(deployed.get(wanted.getName())), Revisions.next(deployed, wanted));
    }

    /// True when what runs is what is wanted.
    public boolean nothing() {
        return before.filter(last -> last.getRevision() == after.getRevision()).isPresent();
    }

    /// The differences, each in a few words.
    public List<String> differences() {
        if (before.isEmpty()) {
            return List.of("new");
        }
        var differences = new ArrayList<String>();
        Map<String, String> old = texts(before.get());
        texts(after).forEach((name, text) -> {
            String was = old.getOrDefault(name, "");
            if (!was.equals(text)) {
                differences.add(name + ": " + shown(was) + " → " + shown(text));
            }
        });
        if (!hashes(before.get()).equals(hashes(after))
                || !before.get().getClasspath().equals(after.getClasspath())) {
            differences.add("code");
        }
        if (!before.get().getTenant().equals(after.getTenant())) {
            differences.add("tenant: " + before.get().getTenant() + " → " + after.getTenant());
        }
        return differences;
    }

    private static String shown(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static Map<String, String> texts(FunctionDeployment function) {
        return function.getSettings().stream().collect(Collectors.toMap(Setting::getName, Setting::getValue));
    }

    private static List<String> hashes(FunctionDeployment function) {
        return function.getArtifacts().stream().map(Artifact::getSha256).toList();
    }
}
