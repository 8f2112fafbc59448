package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.functions.Lag;
import dev.lavant.cli.functions.LagReader;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.JsonLine;
import dev.lavant.cli.show.Listing;
import dev.lavant.cli.show.OneLine;
import dev.lavant.deploy.act.Deployed;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.Setting;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that the platform's topics say of one function.
///
/// @param revisions the newest first
/// @param hosts that live
/// @param decisions the last ones that changed something, the newest last
record Description(
        FunctionDeployment function,
        List<FunctionDeployment> revisions,
        List<HostHeartbeat> hosts,
        Lag lag,
        List<ScalingDecision> decisions) {
    private static final int DECISIONS = 3;
    private static final Duration HEARTBEAT_IS_FRESH = Duration.ofSeconds(10);
    private static final Listing<Setting> SETTINGS = new Listing<>(
            Column.text("SETTING", "setting", Setting::getName),
            Column.text("VALUE", "value", setting -> setting.getValue().isEmpty() ? "-" : setting.getValue()),
            Column.text("FROM", "from", Setting::getOrigin));
    private static final Listing<FunctionDeployment> REVISIONS = new Listing<>(
            Column.number("REVISION", "revision", revision -> (long) revision.getRevision()),
            Column.text("DEPLOYED", "deployedAt", revision -> shown(revision.getDeployedAt())),
            Column.text("CODE", "code", Description::code),
            Column.text("", "rolledBackTo", revision -> rolledBack(revision.getRolledBackTo())));

    /// Reads it.
    ///
    /// @throws dev.lavant.deploy.act.Declined when there is no such function
    static Description read(Platform platform, String name) {
        var state = Deployed.read(platform.connection());
        FunctionDeployment function = state.function(name);
        Instant oldest = Instant.now().minus(HEARTBEAT_IS_FRESH);
        List<HostHeartbeat> hosts = ControlTopics.read(platform, Topics.HOSTS).hosts().stream()
                .filter(host -> host.getFunction().equals(name) && host.getPhase() != HostPhase.STOPPED)
                .filter(host -> host.getAt().isAfter(oldest))
                .toList();
        try (var admin = platform.admin()) {
            Lag lag = new LagReader(admin).read(List.of(function)).getOrDefault(name, new Lag.Unknown("not read"));
            return new Description(function, state.revisions(name), hosts, lag, decisions(platform, name));
        }
    }

    private static List<ScalingDecision> decisions(Platform platform, String name) {
        AvroWire wire = platform.connection().wire();
        var last = new ArrayDeque<ScalingDecision>();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(List.of(Topics.SCALING), record -> {
                if (!new String(record.key(), StandardCharsets.UTF_8).equals(name)) {
                    return;
                }
                ScalingDecision decision = wire.decode(record.value(), ScalingDecision.class);
                if (decision.getCurrent() != decision.getDesired()) {
                    last.addLast(decision);
                }
                if (last.size() > DECISIONS) {
                    last.removeFirst();
                }
            });
        }
        return List.copyOf(last);
    }

    /// For people.
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(function.getName()
                + (function.getDescription().isEmpty() ? "" : ": " + OneLine.of(function.getDescription())));
        lines.add("");
        facts().forEach((fact, text) -> lines.add("  " + fact + " ".repeat(11 - fact.length()) + text));
        lines.add("");
        SETTINGS.table(function.getSettings()).forEach(line -> lines.add("  " + line));
        lines.add("");
        REVISIONS.table(revisions).forEach(line -> lines.add("  " + line));
        if (!decisions.isEmpty()) {
            lines.add("");
            decisions.forEach(decision -> lines.add("  " + shown(decision.getDecidedAt()) + "  " + decision.getCurrent()
                    + " → " + decision.getDesired() + " hosts  " + decision.getCode() + ": " + decision.getReason()));
        }
        return lines;
    }

    private Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("revision", function.getRevision() + ", deployed " + shown(function.getDeployedAt()));
        facts.put("state", state());
        facts.put("tenant", function.getTenant());
        facts.put("handler", function.getHandlerClass() + "." + function.getHandlerMethod());
        facts.put("reads", String.join(", ", function.getSourceTopics()));
        facts.put("writes", function.getOutputTopics().isEmpty() ? "-" : String.join(", ", function.getOutputTopics()));
        facts.put("waiting", waiting().map(Object::toString).orElse("unknown"));
        facts.put("hosts", hosts.isEmpty() ? "none of " + function.getMaxHosts() : hostsByRevision());
        return facts;
    }

    private String state() {
        if (function.getPaused()) {
            return "paused";
        }
        return hosts.isEmpty() ? "idle" : "active";
    }

    private String hostsByRevision() {
        return hosts.stream()
                .collect(Collectors.groupingBy(
                        host -> "revision " + host.getRevision() + " "
                                + host.getPhase().name().toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(group -> group.getValue() + " of " + group.getKey())
                .collect(Collectors.joining(", "));
    }

    private Optional<Long> waiting() {
        return lag instanceof Lag.Known(long events) ? Optional.of(events) : Optional.empty();
    }

    /// For programs, as one object on one line.
    String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", function.getName());
        fields.put("description", function.getDescription());
        fields.put("revision", function.getRevision());
        fields.put("tenant", function.getTenant());
        fields.put("state", state());
        fields.put("handler", function.getHandlerClass() + "." + function.getHandlerMethod());
        fields.put("lag", waiting());
        fields.put("hosts", hosts.size());
        fields.put(
                "settings",
                array(function.getSettings().stream().map(SETTINGS::json).toList()));
        fields.put("revisions", array(revisions.stream().map(REVISIONS::json).toList()));
        return JsonLine.of(fields);
    }

    private static JsonLine.Raw array(List<String> objects) {
        return new JsonLine.Raw("[" + String.join(",", objects) + "]");
    }

    private static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String code(FunctionDeployment revision) {
        return revision.getArtifacts().isEmpty()
                ? revision.getClasspath().stream().findFirst().orElse("-")
                : revision.getArtifacts().getFirst().getSha256().substring(0, 12);
    }

    private static String rolledBack(@Nullable Integer to) {
        return to == null ? "" : "back to " + to;
    }
}
