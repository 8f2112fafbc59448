package dev.lavant.schemas.control;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;

/// How far share groups have come, in the terms of consumer groups: as if all that is done were done in order.
///
///     offsets 0 to 9, of which 0 to 3, 6 and 7 are done: 4 wait, so the group has come to 6
///
/// Kafka tells how many wait before a partition's end (KIP-1226), or, after an upgrade, only the first that is
/// not done; then those that are done beyond it still count as waiting. Marks of transactions count until a
/// member has passed over them, so a group without members may seem to wait for one.
public final class ShareProgress {
    private final ListOffsetsResult ends;
    private final ListShareGroupOffsetsResult groups;

    private ShareProgress(ListOffsetsResult ends, ListShareGroupOffsetsResult groups) {
        this.ends = ends;
        this.groups = groups;
    }

    /// Asks; does not wait.
    ///
    /// @param groups share groups
    /// @param partitions that they read, all together
    public static ShareProgress ask(Admin admin, Set<String> groups, Set<TopicPartition> partitions) {
        return new ShareProgress(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()))),
                admin.listShareGroupOffsets(
                        groups.stream().collect(Collectors.toMap(one -> one, _ -> new ListShareGroupOffsetsSpec()))));
    }

    /// Where a group has come to; nothing for a partition in which it has not begun.
    ///
    /// @param partitions among those that were asked for
    /// @throws ExecutionException when Kafka could not tell of the group or one of them
    public Map<TopicPartition, Long> reached(String group, Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, SharePartitionOffsetInfo> told =
                groups.partitionsToOffsetInfo(group).get();
        var reached = new HashMap<TopicPartition, Long>();
        for (TopicPartition partition : partitions) {
            SharePartitionOffsetInfo offset = told.get(partition);
            if (offset != null) {
                long end = ends.partitionResult(partition).get().offset();
                reached.put(partition, offset.lag().map(lag -> end - lag).orElse(offset.startOffset()));
            }
        }
        return reached;
    }
}
