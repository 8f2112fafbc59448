package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What a removed function leaves that would confuse a later one of its name: its group's offsets, and the queue that
/// the router has filled for it, or what waits to run again.
record Leavings(Platform platform, FunctionDeployment function) {
    private static final Duration BEYOND_DEADLINE = Duration.ofSeconds(30);

    /// Deletes both once its hosts have gone.
    ///
    /// @throws CommandFailed with exit code 6 when they do not go in time
    void sweep() {
        Duration patience = Duration.ofMillis(function.getTimeoutMillis()).plus(BEYOND_DEADLINE);
        try (Admin admin = platform.admin()) {
            new Waiting(patience)
                    .until(
                            () -> groupDeleted(admin) ? Optional.empty() : Optional.of("its hosts still work"),
                            _ -> new CommandFailed(
                                    Exit.WAITED_IN_VAIN,
                                    "hosts of " + function.getName() + " have not gone yet",
                                    "Its offsets stay, so a function of that name would go on where it stopped.",
                                    "When they are gone, delete group " + function.getGroupId()
                                            + " with any Kafka tool."));
            deleteQueue(admin);
        }
    }

    private boolean groupDeleted(Admin admin) {
        try {
            var group = List.of(function.getGroupId());
            Platform.answer(
                    function.getOrdering() == EventOrdering.NONE
                            ? admin.deleteShareGroups(group).all()
                            : admin.deleteConsumerGroups(group).all());
            return true;
        } catch (GroupIdNotFoundException _) {
            return true;
        } catch (GroupNotEmptyException _) {
            return false;
        }
    }

    private void deleteQueue(Admin admin) {
        boolean again = Replays.isBeside(function.getName());
        if (function.getFilter() == null && !again) {
            return;
        }
        try {
            Platform.answer(admin.deleteTopics(Topics.inputs(function)).all());
        } catch (UnknownTopicOrPartitionException gone) {
            return;
        }
    }
}
