package dev.lavant.deploy.publish;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/// Deploys functions: topics first, then start offsets, then the record in `lavant.functions` that makes the
/// platform run them.
///
/// @param connection to the platform
/// @param tenant who pays
/// @param maxHosts at most, for each function
/// @param partitions of topics that have to be made
public record Deployer(Connection connection, String tenant, int maxHosts, int partitions) {
    /// Makes the topics that the platform needs before any of its services starts.
    public void preparePlatform() {
        try (var admin = Admin.create(connection.properties())) {
            new PlatformTopics(admin, partitions).ensurePlatform();
        }
    }

    /// Deploys a project's functions. A function that has not changed keeps its revision; one that the project no
    /// longer holds is removed.
    ///
    /// @return what is deployed now
    public List<FunctionDeployment> deploy(List<FunctionManifest> functions, List<Path> classPath) {
        AvroWire wire = connection.wire();
        try (var admin = Admin.create(connection.properties());
                var deployed = CompactedTopic.follow(
                        Topics.FUNCTIONS,
                        wire.deserializer(FunctionDeployment.class),
                        connection.properties(),
                        _ -> {})) {
            Map<String, FunctionDeployment> before = deployed.values();
            functions.forEach(function -> prepare(admin, function));
            List<FunctionDeployment> now = functions.stream()
                    .map(function -> Revisions.next(before, deployment(function, classPath)))
                    .toList();
            publish(wire, now, before.keySet());
            return now;
        }
    }

    private void prepare(Admin admin, FunctionManifest function) {
        var topics = new PlatformTopics(admin, partitions);
        var sources = Set.copyOf(function.settings().list(Setting.TOPICS));
        var offsets = new StartOffsets(admin);
        topics.ensureEvents(sources);
        topics.ensureEvents(Set.copyOf(function.settings().list(Setting.OUTPUTS)));
        topics.ensureDeadLetters(function.name());
        if (function.settings().text(Setting.FILTER).isEmpty()) {
            offsets.ensure(Topics.group(function.name()), sources);
            return;
        }
        topics.ensureQueue(function.name());
        offsets.ensure(Topics.group(function.name()), Set.of(Topics.queue(function.name())));
        offsets.ensure(Topics.ROUTER_GROUP, sources);
    }

    private FunctionDeployment deployment(FunctionManifest function, List<Path> classPath) {
        Settings settings = function.settings().with(Setting.MAX_HOSTS, Integer.toString(maxHosts), Origin.DEFAULT);
        return Deployments.of(
                function.with(settings),
                tenant,
                classPath.stream().map(Path::toString).toList(),
                Instant.now());
    }

    private void publish(AvroWire wire, List<FunctionDeployment> now, Set<String> before) {
        var gone = new HashSet<>(before);
        now.forEach(function -> gone.remove(function.getName()));
        try (var producer = new KafkaProducer<>(
                connection.properties(), new StringSerializer(), wire.<FunctionDeployment>serializer())) {
            for (FunctionDeployment function : now) {
                producer.send(new ProducerRecord<>(Topics.FUNCTIONS, function.getName(), function))
                        .get();
            }
            for (String name : gone) {
                producer.send(new ProducerRecord<>(Topics.FUNCTIONS, name, null))
                        .get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("the deployment was not written: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while deploying", interrupted);
        }
    }
}
