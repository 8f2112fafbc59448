package dev.lavant.console.watch;

import dev.lavant.console.picture.Part;
import dev.lavant.schemas.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Asks the parts of the platform how they do: Kafka and the registry themselves, the others by their groups.
record Parts(Admin admin, HttpClient http, URI registry) {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int OK = 200;

    List<Part> ask() throws InterruptedException {
        Map<String, KafkaFuture<ConsumerGroupDescription>> groups = admin.describeConsumerGroups(
                        List.of(Topics.ROUTER_GROUP, Topics.BILLING_GROUP))
                .describedGroups();
        return List.of(
                kafka(),
                askRegistry(),
                group("router", Objects.requireNonNull(groups.get(Topics.ROUTER_GROUP))),
                group("billing", Objects.requireNonNull(groups.get(Topics.BILLING_GROUP))));
    }

    private Part kafka() throws InterruptedException {
        try {
            int brokers = admin.describeCluster().nodes().get().size();
            return Part.ok("kafka", brokers == 1 ? "1 broker" : brokers + " brokers");
        } catch (ExecutionException silent) {
            return Part.down("kafka", "does not answer: " + silent.getMessage());
        }
    }

    private Part askRegistry() throws InterruptedException {
        var question = HttpRequest.newBuilder(URI.create(registry.toString().replaceFirst("/+$", "") + "/config"))
                .timeout(WITHIN)
                .build();
        try {
            int status = http.send(question, BodyHandlers.discarding()).statusCode();
            return status == OK ? Part.ok("registry", "answers") : Part.down("registry", "answers " + status);
        } catch (IOException silent) {
            return Part.down("registry", "does not answer");
        }
    }

    private static Part group(String name, KafkaFuture<ConsumerGroupDescription> asked) throws InterruptedException {
        try {
            ConsumerGroupDescription group = asked.get();
            return group.members().isEmpty()
                    ? Part.down(name, "nobody works")
                    : Part.ok(name, group.groupState() == GroupState.STABLE ? "works" : "is getting ready");
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof GroupIdNotFoundException
                    ? Part.unknown(name, "has had nothing to do")
                    : Part.unknown(name, "Kafka cannot say");
        }
    }
}
