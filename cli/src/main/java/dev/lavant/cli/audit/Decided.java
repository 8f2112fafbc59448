package dev.lavant.cli.audit;

import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// How far functions have come: all events before it are decided.
///
/// @param before by function and partition; nothing where it is not known
record Decided(Map<String, Map<TopicPartition, Long>> before) {

    static Decided read(Platform platform, Collection<FunctionDeployment> functions) {
        var before = new HashMap<String, Map<TopicPartition, Long>>();
        try (var admin = platform.admin()) {
            for (FunctionDeployment function : functions) {
                before.put(function.getName(), of(admin, function));
            }
        }
        return new Decided(before);
    }

    /// -1 where it is not known.
    long before(String function, TopicPartition partition) {
        return before.getOrDefault(function, Map.of()).getOrDefault(partition, -1L);
    }

    private static Map<TopicPartition, Long> of(Admin admin, FunctionDeployment function) {
        try {
            return function.getOrdering() == EventOrdering.NONE
                    ? ofShareGroup(admin, function.getGroupId())
                    : ofGroup(admin, function.getGroupId());
        } catch (GroupIdNotFoundException _) {
            return Map.of(); // it never had a host
        }
    }

    private static Map<TopicPartition, Long> ofGroup(Admin admin, String group) {
        var before = new HashMap<TopicPartition, Long>();
        Platform.answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        before.put(partition, offset.offset());
                    }
                });
        return before;
    }

    private static Map<TopicPartition, Long> ofShareGroup(Admin admin, String group) {
        var before = new HashMap<TopicPartition, Long>();
        Platform.answer(admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group))
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        before.put(partition, offset.startOffset());
                    }
                });
        return before;
    }
}
