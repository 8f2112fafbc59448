package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.deploy.check.Finding;
import dev.lavant.deploy.check.SchemaCheck;
import dev.lavant.deploy.check.SettingsCheck;
import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.FunctionDeployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Functions that are to be deployed, and all that was found about them: what `check`, `deploy` and `rollback` look at.
///
/// @param functions with the settings that would hold
/// @param newTopics that would be made
record Checked(List<EffectiveSettings> functions, Set<String> newTopics, List<Finding> findings) {

    /// Looks at functions beside what is deployed; changes nothing.
    ///
    /// @param said what was found in what was said of them; when that fails, nothing else is looked at
    /// @param schemas of the Avro classes that they take and give back, by class name
    static Checked of(
            List<EffectiveSettings> functions,
            List<Finding> said,
            Map<String, Schema> schemas,
            Map<String, FunctionDeployment> deployed,
            Platform platform) {
        var findings = new ArrayList<>(said);
        Map<String, Integer> partitions = partitions(platform, functions);
        if (possible(findings)) {
            findings.addAll(SettingsCheck.ofOwnership(functions, deployed));
            findings.addAll(SettingsCheck.ofInputs(functions, deployed));
            findings.addAll(SettingsCheck.ofOrders(functions, deployed));
            findings.addAll(SettingsCheck.ofStarts(functions, deployed));
            findings.addAll(SettingsCheck.ofCycles(functions, deployed.values()));
            findings.addAll(SettingsCheck.ofPartitions(functions, partitions));
            var check = new SchemaCheck(platform.connection().registry());
            functions.forEach(one -> findings.addAll(check.of(one.function(), schemas)));
        }
        var newTopics = topics(functions);
        newTopics.removeAll(partitions.keySet());
        return new Checked(functions, newTopics, findings);
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
        return possible(findings);
    }

    private static boolean possible(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL);
    }
}
