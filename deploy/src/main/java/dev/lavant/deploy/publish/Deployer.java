package dev.lavant.deploy.publish;

import dev.lavant.manifest.Setting;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.PlatformTopics;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Deploys functions: topics first, then start offsets, then the record in `lavant.functions` that makes the
/// platform run them. Every revision also stays in `lavant.revisions`, to go back to.
///
/// @param connection to the platform
/// @param partitions of topics that have to be made
public record Deployer(Connection connection, int partitions) {
    /// Revisions of a function that are kept.
    public static final int KEPT_REVISIONS = 20;

    /// Makes the topics that the platform needs before any of its services starts.
    public void preparePlatform() {
        PlatformTopics.prepare(connection.properties(), partitions);
    }

    /// What is deployed now, by name.
    public Map<String, FunctionDeployment> deployed() {
        return read(Topics.FUNCTIONS);
    }

    private Map<String, FunctionDeployment> read(String topic) {
        AvroWire wire = connection.wire();
        try (var followed = CompactedTopic.follow(
                topic, wire.deserializer(FunctionDeployment.class), connection.properties(), _ -> {})) {
            return followed.values();
        }
    }

    /// Deploys functions. One that has not changed keeps its revision.
    ///
    /// @param before what is [#deployed], by name
    /// @return what is deployed of them now
    public List<FunctionDeployment> deploy(List<FunctionDeployment> wanted, Map<String, FunctionDeployment> before) {
        var now = new ArrayList<FunctionDeployment>();
        try (var admin = Admin.create(connection.properties())) {
            for (FunctionDeployment function : wanted) {
                now.add(prepared(admin, before.get(function.getName()), Revisions.next(before, function)));
            }
        }
        write(now);
        now.forEach(function -> follow(before.get(Replays.beside(function.getName())), function));
        return now;
    }

    /// What runs events again has the code and the settings of the function.
    private void follow(@Nullable FunctionDeployment beside, FunctionDeployment function) {
        if (beside != null) {
            run(FunctionDeployment.newBuilder(Replays.beside(function))
                    .setPaused(beside.getPaused())
                    .build());
        }
    }

    /// Makes ready for events of a function to run again, with its revision of now; if that was paused, it runs again.
    ///
    /// @param function that is deployed
    public void openReplays(FunctionDeployment function) {
        FunctionDeployment beside = Replays.beside(function);
        try (var admin = Admin.create(connection.properties())) {
            var offsets = new StartOffsets(admin);
            new PlatformTopics(admin, offsets.mostPartitions(Set.copyOf(function.getSourceTopics())))
                    .ensureReplays(function.getName());
            Set<String> topics = Set.copyOf(beside.getSourceTopics());
            offsets.commit(beside.getGroupId(), offsets.of(topics, List.of(), OffsetSpec.earliest()));
        }
        run(beside);
    }

    private void run(FunctionDeployment beside) {
        try (var producer = producer()) {
            send(producer, Topics.FUNCTIONS, beside.getName(), beside);
        }
    }

    /// Writes deployments as they are: paused, resumed.
    public void write(List<FunctionDeployment> functions) {
        try (var producer = producer()) {
            for (FunctionDeployment function : functions) {
                int revision = function.getRevision();
                send(producer, Topics.REVISIONS, Topics.revision(function.getName(), revision), function);
                send(producer, Topics.FUNCTIONS, function.getName(), function);
                if (revision > KEPT_REVISIONS) {
                    String old = Topics.revision(function.getName(), revision - KEPT_REVISIONS);
                    send(producer, Topics.REVISIONS, old, null);
                }
            }
        }
    }

    /// Removes a function: its hosts finish what they run and go. Its topics stay.
    public void remove(String name) {
        try (var producer = producer()) {
            send(producer, Topics.FUNCTIONS, name, null);
            send(producer, Topics.FUNCTIONS, Replays.beside(name), null);
            read(Topics.REVISIONS).keySet().stream()
                    .filter(revision ->
                            revision.startsWith(name + "/") || revision.startsWith(Replays.beside(name) + "/"))
                    .forEach(revision -> send(producer, Topics.REVISIONS, revision, null));
        }
    }

    private FunctionDeployment prepared(Admin admin, @Nullable FunctionDeployment before, FunctionDeployment function) {
        var topics = new PlatformTopics(admin, partitions);
        var offsets = new StartOffsets(admin);
        var sources = Set.copyOf(function.getSourceTopics());
        if (function.getSchedule() != null) {
            topics.ensureTicks(function.getName());
        }
        topics.ensureEvents(sources);
        topics.ensureEvents(Set.copyOf(function.getOutputTopics()));
        topics.ensureDeadLetters(function.getName());
        List<StartOffset> known = before == null ? List.of() : before.getStartOffsets();
        List<StartOffset> starts = offsets.of(sources, known, startFrom(function));
        var groups = new FunctionGroups(offsets, new ShareGroups(admin));
        if (function.getFilter() == null) {
            groups.begin(function, groups.after(before, function, starts));
        } else {
            String queue = Topics.queue(function.getName());
            topics.ensureQueue(function.getName());
            List<StartOffset> oldest = offsets.of(Set.of(queue), List.of(), OffsetSpec.earliest());
            groups.begin(function, groups.after(before, function, oldest));
        }
        return FunctionDeployment.newBuilder(function).setStartOffsets(starts).build();
    }

    private static OffsetSpec startFrom(FunctionDeployment function) {
        boolean oldest = function.getSettings().stream()
                .anyMatch(setting -> setting.getName().equals(Setting.START_FROM.key())
                        && setting.getValue().equals("EARLIEST"));
        return oldest ? OffsetSpec.earliest() : OffsetSpec.latest();
    }

    private KafkaProducer<String, FunctionDeployment> producer() {
        return new KafkaProducer<>(
                connection.properties(),
                new StringSerializer(),
                connection.wire().<FunctionDeployment>serializer());
    }

    private static void send(
            KafkaProducer<String, FunctionDeployment> producer,
            String topic,
            String key,
            @Nullable FunctionDeployment value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException refused) {
            throw new KafkaException("the deployment was not written: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while deploying", interrupted);
        }
    }
}
