package dev.lavant.deploy.publish;

import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.StartOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The group of a function's hosts: a share group when it has no order, or else a consumer group.
///
/// @param consumers for those with an order
/// @param shares for those without
record FunctionGroups(StartOffsets consumers, ShareGroups shares) {

    /// Where the function's group begins in partitions in which it has not begun: at these offsets, or where another
    /// group of the revision before has come to. `lavant check` refuses such a change, since what that one has done
    /// beyond is done again; `lavant dev` does not, so that a saved file always runs.
    List<StartOffset> after(
            @Nullable FunctionDeployment before, FunctionDeployment function, List<StartOffset> otherwise) {
        if (before == null || before.getGroupId().equals(function.getGroupId())) {
            return otherwise;
        }
        Map<TopicPartition, Long> reached =
                unordered(before) ? shares.reached(before.getGroupId()) : consumers.reached(before.getGroupId());
        return otherwise.stream()
                .map(start -> new StartOffset(
                        start.getTopic(),
                        start.getPartition(),
                        reached.getOrDefault(
                                new TopicPartition(start.getTopic(), start.getPartition()), start.getOffset())))
                .toList();
    }

    /// Lets the group of a function begin there, where it has not begun.
    void begin(FunctionDeployment function, List<StartOffset> starts) {
        if (unordered(function)) {
            shares.prepare(function.getGroupId(), starts);
        } else {
            consumers.commit(function.getGroupId(), starts);
        }
    }

    private static boolean unordered(FunctionDeployment function) {
        return function.getOrdering() == EventOrdering.NONE;
    }
}
