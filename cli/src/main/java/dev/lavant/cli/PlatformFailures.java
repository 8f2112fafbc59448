package dev.lavant.cli;

import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.RegistryUnavailable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/// Turns the exceptions of Kafka's clients and of the registry into words and an exit code. The class is
/// loaded only after something failed, so that a verb that does without Kafka never loads Kafka's.
final class PlatformFailures {
    private PlatformFailures() {}

    static CommandFailed explained(Exception failed, Addresses addresses) {
        return switch (failed) {
            case RegistryUnavailable away ->
                new CommandFailed(
                                Exit.NOT_REACHABLE,
                                "the schema registry at " + addresses.registry() + " does not answer",
                                reason(away),
                                addresses.cure("--registry URL"))
                        .causedBy(away);
            case RegistryRefusal refused ->
                new CommandFailed(
                                Exit.CHECK_FAILED,
                                "the schema registry refused the schema",
                                reason(refused),
                                "Make the schema compatible with the one before, or send to another topic.")
                        .causedBy(refused);
            case RetriableException away -> kafkaAway(reason(away), addresses).causedBy(away);
            case AuthorizationException forbidden ->
                new CommandFailed(
                                Exit.FAILED,
                                "Kafka does not allow this",
                                reason(forbidden),
                                "Ask whoever runs the cluster for the right, or connect as someone else.")
                        .causedBy(forbidden);
            case KafkaException kafka -> unexpected(kafka, "Kafka's client failed");
            default -> unexpected(failed, "this should not have happened");
        };
    }

    /// Nothing that speaks Kafka's protocol answers at the address.
    static CommandFailed kafkaAway(String why, Addresses addresses) {
        return new CommandFailed(
                Exit.NOT_REACHABLE,
                "Kafka at " + addresses.bootstrapServers() + " does not answer",
                why,
                addresses.cure("--bootstrap-servers HOST:PORT"));
    }

    private static CommandFailed unexpected(Exception failed, String what) {
        return new CommandFailed(
                        Exit.FAILED, what, reason(failed), "Type it again with --verbose to see where it comes from.")
                .causedBy(failed);
    }

    private static String reason(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }
}
