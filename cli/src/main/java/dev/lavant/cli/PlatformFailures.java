package dev.lavant.cli;

import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.act.Declined;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/// Turns the exceptions of Kafka's clients and of the registry into words and an exit code. The class is
/// loaded only after something failed, so that a verb that does without Kafka never loads Kafka's.
final class PlatformFailures {
    private static final String SHOW_MORE = "Type it again with --verbose to see where it comes from.";

    private PlatformFailures() {}

    static CommandFailed explained(Exception failed, Addresses addresses) {
        return switch (failed) {
            case Declined declined ->
                new CommandFailed(exit(declined.reason()), declined.what(), declined.why(), declined.next())
                        .causedBy(declined);
            case RegistryUnavailable away ->
                failure(
                        Exit.NOT_REACHABLE,
                        "the schema registry at " + addresses.registry() + " does not answer",
                        away,
                        addresses.cure("--registry URL"));
            case RegistryRefusal refused ->
                failure(
                        Exit.CHECK_FAILED,
                        "the schema registry refused the schema",
                        refused,
                        "Make the schema compatible with the one before, or send to another topic.");
            case KafkaException kafka -> ofKafka(kafka, addresses);
            default -> failure(Exit.FAILED, "this should not have happened", failed, SHOW_MORE);
        };
    }

    private static Exit exit(Declined.Reason reason) {
        return switch (reason) {
            case WRONG -> Exit.USAGE;
            case NOT_FOUND -> Exit.NOT_FOUND;
            case CHECK_FAILED -> Exit.CHECK_FAILED;
            case FAILED -> Exit.FAILED;
        };
    }

    private static CommandFailed ofKafka(KafkaException failed, Addresses addresses) {
        return switch (failed) {
            case RetriableException away ->
                failure(
                        Exit.NOT_REACHABLE,
                        "Kafka at " + addresses.bootstrapServers() + " does not answer",
                        away,
                        addresses.cure("--bootstrap-servers HOST:PORT"));
            case AuthorizationException forbidden ->
                failure(
                        Exit.FAILED,
                        "Kafka does not allow this",
                        forbidden,
                        "Ask whoever runs the cluster for the right, or connect as someone else.");
            case AuthenticationException unknown ->
                failure(
                        Exit.FAILED,
                        "Kafka at " + addresses.bootstrapServers() + " does not let this user in",
                        unknown,
                        "Name a file with the right user, password and certificate:  --client-properties FILE");
            case UnreadableRecord unreadable ->
                failure(
                        Exit.FAILED,
                        "a record of the platform cannot be read",
                        unreadable,
                        "This lavant and the platform may be of two versions; see:  lavant version");
            default -> failure(Exit.FAILED, "Kafka's client failed", failed, SHOW_MORE);
        };
    }

    private static CommandFailed failure(Exit exit, String what, Exception cause, String next) {
        return new CommandFailed(exit, what, reason(cause), next).causedBy(cause);
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
