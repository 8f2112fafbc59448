package dev.lavant.host;

import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.host.lane.Progress;
import dev.lavant.local.LocalPlatform;
import dev.lavant.schemas.FunctionDeployment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// A function's consumer group as the broker sees it.
record GroupInKafka(LocalPlatform platform, String id) {
    static GroupInKafka of(LocalPlatform platform, FunctionDeployment function) {
        return new GroupInKafka(platform, function.getGroupId());
    }

    /// How far the group has come, in the partitions in which it has committed.
    Map<TopicPartition, Progress> progress() {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                await(platform.admin().listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata(id));
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Progress.parse(
                                entry.getValue().offset(), entry.getValue().metadata())));
    }

    /// Events before the first that is not done, in all partitions of topics that hold nothing but events.
    long done() {
        return progress().values().stream().mapToLong(Progress::watermark).sum();
    }

    /// Attempts that are written down, of all events that have failed and have no outcome.
    int attemptsKnown() {
        return progress().values().stream()
                .flatMap(progress -> progress.attempts().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /// Waits until so many hosts are in the group and each of them has partitions.
    void awaitHosts(int count) {
        waitAtMost(RunningHost.PATIENCE).ignoreExceptions().until(() -> hostsWithPartitions() == count);
    }

    /// The ids of its hosts there; a host that was thrown out comes back under another one.
    List<String> members() {
        return described().stream().map(MemberDescription::consumerId).toList();
    }

    private List<MemberDescription> described() {
        return List.copyOf(await(platform.admin()
                        .describeConsumerGroups(List.of(id))
                        .describedGroups()
                        .get(id))
                .members());
    }

    private long hostsWithPartitions() {
        List<MemberDescription> members = described();
        long busy = members.stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .filter(member -> member.targetAssignment()
                        .map(member.assignment()::equals)
                        .orElse(true))
                .count();
        return busy == members.size() ? busy : -1;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
