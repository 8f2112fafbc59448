package dev.lavant.billing.collect;

import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// What billing has counted is in changelog topics, and how far it has counted in its group's offsets. With the second
/// and without the first it would count on from nothing, and bill less than was used, in silence.
///
/// @param admin of the cluster
public record KeptState(Admin admin) {
    private static final List<String> NEEDED = Stream.of(
                    BillingTopology.COUNTED, BillingTopology.WINDOWS, BillingTopology.HOURS, BillingTopology.LINKS)
            .map(store -> Topics.BILLING_GROUP + "-" + store + "-changelog")
            .toList();

    /// Makes sure that nothing of it is lost.
    ///
    /// @throws IllegalStateException when it is, saying how all is counted anew
    /// @throws KafkaException when Kafka does not answer
    public void require() {
        try {
            Set<String> there = admin.listTopics().names().get();
            List<String> lost =
                    NEEDED.stream().filter(topic -> !there.contains(topic)).toList();
            if (!lost.isEmpty() && counted()) {
                throw new IllegalStateException(whatToDo(lost));
            }
        } catch (ExecutionException unknown) {
            throw new KafkaException("billing cannot see what it has counted: " + unknown.getCause(), unknown);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while billing started", interrupted);
        }
    }

    private boolean counted() throws ExecutionException, InterruptedException {
        try {
            return admin
                    .listConsumerGroupOffsets(Topics.BILLING_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet()
                    .stream()
                    .anyMatch(partition -> partition.topic().equals(Topics.USAGE));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw failed;
        }
    }

    private static String whatToDo(List<String> lost) {
        return "billing has lost what it has counted: there is no topic " + String.join(" and no ", lost)
                + ", while its group has read " + Topics.USAGE + ". To have all counted anew, delete the group ("
                + "kafka-consumer-groups.sh --delete --group " + Topics.BILLING_GROUP + "), the topics "
                + Topics.BILLING_GROUP + "-*, " + Topics.SUMMARIES + ", " + Topics.STATEMENTS + " and "
                + Topics.SPENDING
                + ", and start it again; or put the lost topics back from a backup";
    }
}
