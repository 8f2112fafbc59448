package dev.lavant.deploy.check;

import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.manifest.Cycles;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at what was said about functions, and at how they hang together with those that are deployed. Pure.
public final class SettingsCheck {
    private SettingsCheck() {}

    /// What is wrong or notable in what was said.
    public static List<Finding> ofSettings(List<EffectiveSettings> functions, Said... said) {
        var findings = new ArrayList<Finding>();
        for (Said one : said) {
            one.faults().forEach(fault -> findings.add(Finding.fail("settings", fault, "Correct it there.")));
        }
        for (EffectiveSettings function : functions) {
            String name = function.function().name();
            function.faults()
                    .forEach(fault -> findings.add(Finding.fail(name, fault, "Correct it where it was said.")));
            function.cuts()
                    .forEach(cut -> findings.add(Finding.warn(
                            name, cut, "Ask for less, or have the cap raised:  lavant tenant caps --help")));
        }
        return findings;
    }

    /// Circles through the functions that would be deployed, beside those that are.
    public static List<Finding> ofCycles(List<EffectiveSettings> functions, Collection<FunctionDeployment> deployed) {
        Map<String, Cycles.Link> links = Stream.concat(
                        deployed.stream().map(SettingsCheck::link),
                        functions.stream()
                                .map(one -> Cycles.Link.of(
                                        one.function().name(), one.function().settings())))
                .collect(Collectors.toMap(Cycles.Link::function, link -> link, (_, newer) -> newer));
        Set<Set<String>> told = new HashSet<>();
        return functions.stream()
                .map(one -> Cycles.Link.of(one.function().name(), one.function().settings()))
                .flatMap(link -> Cycles.through(link, links.values()).stream())
                .filter(circle -> told.add(Set.copyOf(circle)))
                .map(circle ->
                        Finding.warn(circle.getFirst(), Cycles.message(circle), "If a filter breaks it, all is well."))
                .toList();
    }

    /// Names that another project has deployed would be taken over.
    public static List<Finding> ofOwnership(
            List<EffectiveSettings> functions, Map<String, FunctionDeployment> deployed) {
        var findings = new ArrayList<Finding>();
        for (EffectiveSettings one : functions) {
            Optional.ofNullable(deployed.get(one.function().name()))
                    .map(FunctionDeployment::getHandlerClass)
                    .filter(other -> !other.equals(one.function().handlerClass()))
                    .map(other -> Finding.warn(
                            one.function().name(),
                            "is deployed with another handler, " + other,
                            "If that is another function, give this one another name: @EventFunction(name = \"…\")"))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /// Whether hosts read the source topics or a queue cannot change while two revisions work side by side: an event
    /// could reach one of them directly and the other through the queue.
    public static List<Finding> ofInputs(List<EffectiveSettings> functions, Map<String, FunctionDeployment> deployed) {
        return functions.stream()
                .map(EffectiveSettings::function)
                .filter(function -> Optional.ofNullable(deployed.get(function.name()))
                        .filter(before -> (before.getFilter() == null)
                                != function.settings().text(Setting.FILTER).isEmpty())
                        .isPresent())
                .map(function -> Finding.fail(
                        function.name(),
                        "is deployed "
                                + (function.settings().text(Setting.FILTER).isEmpty() ? "with" : "without")
                                + " a filter, and an event could be handled by both revisions while they change over",
                        "Give the function another name, or remove it first:  lavant rm " + function.name()))
                .toList();
    }

    /// Whether hosts are members of a consumer group or of a share group cannot change: what is done beyond the first
    /// event that is not can be told to neither by the other, so it would be done again.
    public static List<Finding> ofOrders(List<EffectiveSettings> functions, Map<String, FunctionDeployment> deployed) {
        return functions.stream()
                .map(EffectiveSettings::function)
                .filter(function -> Optional.ofNullable(deployed.get(function.name()))
                        .filter(before -> (before.getOrdering() == EventOrdering.NONE) != unordered(function))
                        .isPresent())
                .map(function -> Finding.fail(
                        function.name(),
                        "is deployed " + (unordered(function) ? "with" : "without")
                                + " an order, and its hosts would become members of another kind of Kafka group, which"
                                + " cannot take over what is done",
                        "Give the function another name; or pause it once nothing waits, remove it and deploy it anew: "
                                + " lavant rm " + function.name()))
                .toList();
    }

    private static boolean unordered(FunctionManifest function) {
        return function.settings().text(Setting.ORDERING).equals(EventOrdering.NONE.name());
    }

    /// A new function with a filter cannot begin at events that the router has read already for another one.
    public static List<Finding> ofStarts(List<EffectiveSettings> functions, Map<String, FunctionDeployment> deployed) {
        Set<String> routed = deployed.values().stream()
                .filter(function -> function.getFilter() != null)
                .flatMap(function -> function.getSourceTopics().stream())
                .collect(Collectors.toSet());
        return functions.stream()
                .map(EffectiveSettings::function)
                .filter(function -> !deployed.containsKey(function.name()))
                .filter(function -> !function.settings().text(Setting.FILTER).isEmpty())
                .filter(function -> function.settings().text(Setting.START_FROM).equals("EARLIEST"))
                .filter(function ->
                        function.settings().list(Setting.TOPICS).stream().anyMatch(routed::contains))
                .map(function -> Finding.fail(
                        function.name(),
                        "is to begin at the oldest event, but its filter is asked by the router, which has read "
                                + function.settings().text(Setting.TOPICS) + " already for another function",
                        "Begin at the events to come (start-from LATEST), or do without the filter."))
                .toList();
    }

    /// Hosts beyond the partitions would have nothing to do, unless the function has no order.
    public static List<Finding> ofPartitions(List<EffectiveSettings> functions, Map<String, Integer> partitions) {
        var findings = new ArrayList<Finding>();
        for (EffectiveSettings one : functions) {
            var settings = one.function().settings();
            int most = settings.list(Setting.TOPICS).stream()
                    .mapToInt(topic -> partitions.getOrDefault(topic, Integer.MAX_VALUE))
                    .max()
                    .orElse(Integer.MAX_VALUE);
            if (!unordered(one.function()) && settings.number(Setting.MAX_HOSTS) > most) {
                findings.add(Finding.warn(
                        one.function().name(),
                        "may have " + settings.number(Setting.MAX_HOSTS) + " hosts, but its topics have " + most
                                + " partitions at most, and a host without one has nothing to do",
                        "Lower max-hosts, give the topic more partitions, or do without an order: ordering NONE."));
            }
        }
        return findings;
    }

    private static Cycles.Link link(FunctionDeployment function) {
        return new Cycles.Link(
                function.getName(), Set.copyOf(function.getSourceTopics()), Set.copyOf(function.getOutputTopics()));
    }
}
