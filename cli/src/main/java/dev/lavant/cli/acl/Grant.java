package dev.lavant.cli.acl;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// What somebody may do with a topic, a group or a transactional id, or with all whose names begin alike.
///
/// @param principal in Kafka's words, for example `User:lavant-billing`
record Grant(String principal, ResourcePattern on, List<AclOperation> operations) {
    static final Listing<Grant> LISTING = new Listing<>(
            Column.text("PRINCIPAL", "principal", Grant::principal),
            Column.text("RESOURCE", "resource", grant -> word(grant.on.resourceType())),
            Column.text("NAME", "name", grant -> grant.on.name()),
            Column.text("PATTERN", "pattern", grant -> word(grant.on.patternType())),
            Column.text(
                    "MAY",
                    "operations",
                    grant -> grant.operations.stream().map(Grant::word).collect(Collectors.joining(" "))));

    private static final String ANY_HOST = "*";

    Grant {
        operations = List.copyOf(operations);
    }

    /// On one thing.
    static Grant on(ResourceType type, String name, AclOperation... operations) {
        return new Grant("", new ResourcePattern(type, name, PatternType.LITERAL), List.of(operations));
    }

    /// On all whose names begin like this.
    static Grant onAll(ResourceType type, String prefix, AclOperation... operations) {
        return new Grant("", new ResourcePattern(type, prefix, PatternType.PREFIXED), List.of(operations));
    }

    /// The same for somebody.
    Grant to(String somebody) {
        return new Grant(somebody, on, operations);
    }

    /// For Kafka.
    Stream<AclBinding> bindings() {
        return operations.stream()
                .map(operation -> new AclBinding(
                        on, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
    }

    /// For a shell.
    ///
    /// @param kafkaAcls the program with what it needs to reach Kafka
    String commandLine(String kafkaAcls) {
        String may = operations.stream()
                .map(operation -> " --operation " + word(operation))
                .collect(Collectors.joining());
        String pattern = on.patternType() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "";
        return kafkaAcls + " --add --allow-principal '" + principal + "'" + may + " --" + word(on.resourceType()) + " '"
                + on.name() + "'" + pattern;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As `kafka-acls.sh` has it: `DescribeConfigs`.
    private static String word(AclOperation operation) {
        return Stream.of(operation.name().split("_"))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
