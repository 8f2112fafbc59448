package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.check.Finding;
import dev.lavant.deploy.check.SchemaCheck;
import dev.lavant.deploy.check.SettingsCheck;
import dev.lavant.deploy.pack.FunctionPackage;
import dev.lavant.deploy.publish.Deployments;
import dev.lavant.deploy.settings.Caps;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.deploy.settings.Said;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.Artifact;
import dev.lavant.schemas.FunctionDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What a deploy would do, with all that was found about it.
///
/// @param functions with the settings that would hold
/// @param newTopics that would be made
record Proposal(
        FunctionPackage made,
        String tenant,
        List<EffectiveSettings> functions,
        Set<String> newTopics,
        List<Finding> findings) {

    /// Looks at a package beside what is deployed; changes nothing.
    ///
    /// @param caps of the tenant
    static Proposal of(
            FunctionPackage made,
            Wishes wishes,
            Caps caps,
            Map<String, FunctionDeployment> deployed,
            Platform platform) {
        List<FunctionManifest> chosen = chosen(made, wishes);
        List<String> names = chosen.stream().map(FunctionManifest::name).toList();
        List<String> all = made.functions().stream().map(FunctionManifest::name).toList();
        Said configuration = Said.inConfiguration(made.configuration(), all);
        Said options = Said.inOptions(wishes.settings(), names);
        List<EffectiveSettings> functions = chosen.stream()
                .map(function -> EffectiveSettings.of(function, configuration, options, caps))
                .toList();
        var findings = new ArrayList<>(SettingsCheck.ofSettings(functions, configuration, options));
        Map<String, Integer> partitions = partitions(platform, functions);
        if (findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL)) {
            findings.addAll(SettingsCheck.ofOwnership(functions, deployed));
            findings.addAll(SettingsCheck.ofInputs(functions, deployed));
            findings.addAll(SettingsCheck.ofOrders(functions, deployed));
            findings.addAll(SettingsCheck.ofStarts(functions, deployed));
            findings.addAll(SettingsCheck.ofCycles(functions, deployed.values()));
            findings.addAll(SettingsCheck.ofPartitions(functions, partitions));
            var schemas = new SchemaCheck(platform.connection().registry());
            functions.forEach(one -> findings.addAll(schemas.of(one.function(), made)));
        }
        var newTopics = topics(functions);
        newTopics.removeAll(partitions.keySet());
        return new Proposal(made, wishes.tenant(), functions, newTopics, findings);
    }

    private static List<FunctionManifest> chosen(FunctionPackage made, Wishes wishes) {
        List<String> names =
                made.functions().stream().map(FunctionManifest::name).toList();
        for (String wanted : wishes.functions()) {
            if (!names.contains(wanted)) {
                throw new CommandFailed(
                        Exit.NOT_FOUND,
                        "there is no function '" + wanted + "' in " + made.name(),
                        "It holds " + String.join(", ", names) + ".",
                        "Type it again with one of these, or without --function.");
            }
        }
        return made.functions().stream()
                .filter(function ->
                        wishes.functions().isEmpty() || wishes.functions().contains(function.name()))
                .toList();
    }

    /// The topics of functions that exist, with their partitions.
    private static Map<String, Integer> partitions(Platform platform, List<EffectiveSettings> functions) {
        var partitions = new HashMap<String, Integer>();
        try (Admin admin = platform.admin()) {
            admin.describeTopics(topics(functions))
                    .topicNameValues()
                    .forEach((topic, description) -> put(partitions, topic, description));
        }
        return partitions;
    }

    private static void put(Map<String, Integer> partitions, String topic, KafkaFuture<TopicDescription> description) {
        try {
            partitions.put(topic, Platform.answer(description).partitions().size());
        } catch (UnknownTopicOrPartitionException _) {
            partitions.remove(topic);
        }
    }

    private static Set<String> topics(List<EffectiveSettings> functions) {
        var topics = new HashSet<String>();
        functions.forEach(one -> {
            topics.addAll(one.function().settings().list(Setting.TOPICS));
            topics.addAll(one.function().settings().list(Setting.OUTPUTS));
        });
        return topics;
    }

    /// False when something stands in the way.
    boolean possible() {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL);
    }

    /// The deployments that would be written.
    ///
    /// @param artifacts jars of the package, as they stand on the platform
    List<FunctionDeployment> deployments(List<Artifact> artifacts) {
        return functions.stream()
                .map(one -> Deployments.of(one.function(), tenant, List.of(), Instant.now()))
                .map(deployment -> FunctionDeployment.newBuilder(deployment)
                        .setArtifacts(artifacts)
                        .build())
                .toList();
    }
}
