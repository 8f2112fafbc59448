package dev.lavant.deploy.check;

import dev.lavant.deploy.settings.EffectiveSettings;
import dev.lavant.manifest.Setting;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Functions that are to be deployed, and all that was found about them: what `check`, `deploy` and `rollback` look at.
///
/// @param functions with the settings that would hold
/// @param newTopics that would be made
public record Checked(List<EffectiveSettings> functions, Set<String> newTopics, List<Finding> findings) {

    /// Looks at functions beside what is deployed; changes nothing.
    ///
    /// @param said what was found in what was said of them; when that fails, nothing else is looked at
    /// @param schemas of the Avro classes that they take and give back, by class name
    public static Checked of(
            List<EffectiveSettings> functions,
            List<Finding> said,
            Map<String, Schema> schemas,
            Map<String, FunctionDeployment> deployed,
            Connection connection) {
        var findings = new ArrayList<>(said);
        Map<String, Integer> partitions = partitions(connection, functions);
        if (possible(findings)) {
            findings.addAll(SettingsCheck.ofOwnership(functions, deployed));
            findings.addAll(SettingsCheck.ofInputs(functions, deployed));
            findings.addAll(SettingsCheck.ofOrders(functions, deployed));
            findings.addAll(SettingsCheck.ofStarts(functions, deployed));
            findings.addAll(SettingsCheck.ofCycles(functions, deployed.values()));
            findings.addAll(SettingsCheck.ofPartitions(functions, partitions));
            var check = new SchemaCheck(connection.registry());
            functions.forEach(one -> findings.addAll(check.of(one.function(), schemas)));
        }
        var newTopics = topics(functions);
        newTopics.removeAll(partitions.keySet());
        return new Checked(functions, newTopics, findings);
    }

    /// The topics of functions that exist, with their partitions.
    private static Map<String, Integer> partitions(Connection connection, List<EffectiveSettings> functions) {
        var partitions = new HashMap<String, Integer>();
        try (Admin admin = Admin.create(connection.impatient().properties())) {
            admin.describeTopics(topics(functions))
                    .topicNameValues()
                    .forEach((topic, description) -> put(partitions, topic, description));
        }
        return partitions;
    }

    private static void put(Map<String, Integer> partitions, String topic, KafkaFuture<TopicDescription> description) {
        try {
            partitions.put(topic, answer(description).partitions().size());
        } catch (UnknownTopicOrPartitionException _) {
            partitions.remove(topic);
        }
    }

    private static TopicDescription answer(KafkaFuture<TopicDescription> description) {
        try {
            return description.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("Kafka did not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while looking at topics", interrupted);
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
    public boolean possible() {
        return possible(findings);
    }

    private static boolean possible(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL);
    }
}
