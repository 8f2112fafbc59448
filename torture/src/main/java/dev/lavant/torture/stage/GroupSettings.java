package dev.lavant.torture.stage;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/// How Kafka treats the group of the tortured function.
public final class GroupSettings {
    private static final String LEAST_SESSION_MILLIS = "3000";

    private GroupSettings() {}

    /// A member that is killed is missed after three seconds, the least that the broker allows, so that a run has time
    /// for more faults.
    public static void noticeTheDeadSoon(Properties client, String group) {
        List<AlterConfigOp> session = Stream.of("consumer.session.timeout.ms", "share.session.timeout.ms")
                .map(key -> new AlterConfigOp(new ConfigEntry(key, LEAST_SESSION_MILLIS), AlterConfigOp.OpType.SET))
                .toList();
        try (var admin = Admin.create(client)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), session))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException("the group's session time-out cannot be set: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", interrupted);
        }
    }
}
