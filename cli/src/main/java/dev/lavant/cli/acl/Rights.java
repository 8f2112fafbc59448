package dev.lavant.cli.acl;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/// The rights that each part needs with these functions deployed; in Kafka, reading and writing include describing.
///
/// @param names what the names of all users begin with
/// @param functions that are deployed
record Rights(String names, List<FunctionDeployment> functions) {
    private static final String PLATFORM = "lavant.";
    private static final String BILL = "billing.";

    Rights {
        functions = List.copyOf(functions);
    }

    List<Grant> of(Part part) {
        return switch (part) {
            case REGISTRY -> all(part, Stream.of(topic(Topics.SCHEMAS, CREATE, READ, WRITE)));
            case ROUTER -> all(part, router());
            case AUTOSCALER -> all(part, autoscaler());
            case BILLING -> all(part, billing());
            case CONSOLE -> all(part, console());
            case HOST ->
                functions.stream()
                        .flatMap(function -> host(function).map(grant -> grant.to(user(part, function.getName()))))
                        .toList();
            case TENANT ->
                functions.stream()
                        .flatMap(function -> results(function).map(grant -> grant.to(user(part, function.getTenant()))))
                        .distinct()
                        .toList();
        };
    }

    private List<Grant> all(Part part, Stream<Grant> grants) {
        String user = user(part);
        return grants.map(grant -> grant.to(user)).toList();
    }

    private String user(Part part, String... whose) {
        return "User:" + names
                + Stream.concat(Stream.of(part.name().toLowerCase(Locale.ROOT)), Stream.of(whose))
                        .collect(Collectors.joining("-"));
    }

    /// Whoever starts first makes the platform's topics, and waits until they are to be seen.
    private static Stream<Grant> makesTopics() {
        return Stream.of(Grant.onAll(TOPIC, PLATFORM, CREATE, DESCRIBE), Grant.onAll(TOPIC, BILL, CREATE, DESCRIBE));
    }

    /// It copies events into queues, takes events over HTTP, and answers calls with what became of them.
    private Stream<Grant> router() {
        return concat(
                makesTopics(),
                topics(List.of(Topics.FUNCTIONS, Topics.KEYS, Topics.USAGE), READ),
                topics(each(function -> function.getSourceTopics().stream()), READ, WRITE),
                topics(each(function -> function.getOutputTopics().stream()), READ),
                Stream.of(
                        Grant.onAll(TOPIC, Topics.queue(""), READ, WRITE),
                        Grant.onAll(TOPIC, Topics.deadLetters(""), READ),
                        Grant.on(GROUP, Topics.ROUTER_GROUP, READ),
                        Grant.onAll(TRANSACTIONAL_ID, Topics.ROUTER_GROUP + "-", WRITE)));
    }

    /// It reads what waits, to know its age, and what hosts and billing tell.
    private Stream<Grant> autoscaler() {
        return concat(
                makesTopics(),
                topics(
                        List.of(
                                Topics.FUNCTIONS,
                                Topics.ARTIFACTS,
                                Topics.TENANTS,
                                Topics.HOSTS,
                                Topics.SPENDING,
                                Topics.SCALING,
                                Topics.SCALING_LEADER,
                                Topics.SCALING_STATE),
                        READ),
                topics(
                        List.of(
                                Topics.HOSTS,
                                Topics.ALERTS,
                                Topics.SCALING,
                                Topics.SCALING_LEADER,
                                Topics.SCALING_STATE),
                        WRITE),
                topics(each(function -> Topics.inputs(function).stream()), READ, DESCRIBE_CONFIGS),
                schedules(),
                Stream.of(
                        Grant.onAll(GROUP, PLATFORM, DESCRIBE),
                        Grant.on(TRANSACTIONAL_ID, "lavant.autoscaler", WRITE)));
    }

    /// Of the autoscaler, which sends their ticks.
    private static Stream<Grant> schedules() {
        return concat(
                topics(List.of(Topics.SCHEDULES), READ, WRITE),
                Stream.of(
                        Grant.onAll(TOPIC, Topics.ticks(""), WRITE),
                        Grant.on(TRANSACTIONAL_ID, "lavant.schedules", WRITE)));
    }

    /// What Kafka Streams keeps for it is in topics that begin like its group.
    private static Stream<Grant> billing() {
        return concat(
                makesTopics(),
                topics(List.of(Topics.USAGE, Topics.PRICES, Topics.BUDGETS), READ),
                topics(List.of(Topics.SUMMARIES, Topics.STATEMENTS, Topics.SPENDING, Topics.ALERTS), WRITE),
                Stream.of(
                        Grant.onAll(TOPIC, Topics.BILLING_GROUP + "-", READ, WRITE, DELETE, DESCRIBE_CONFIGS),
                        Grant.on(GROUP, Topics.BILLING_GROUP, READ),
                        Grant.onAll(TRANSACTIONAL_ID, Topics.BILLING_GROUP + "-", WRITE)));
    }

    /// It reads everything, and writes what people do on its page.
    private Stream<Grant> console() {
        return concat(
                makesTopics(),
                topics(
                        List.of(
                                Topics.FUNCTIONS,
                                Topics.HOSTS,
                                Topics.STATEMENTS,
                                Topics.SCALING,
                                Topics.SCALING_LEADER,
                                Topics.USAGE,
                                Topics.KEYS,
                                Topics.SPENDING,
                                Topics.TENANTS,
                                Topics.ARTIFACTS),
                        READ),
                topics(List.of(Topics.FUNCTIONS, Topics.REVISIONS, Topics.REDRIVES, Topics.BUDGETS), READ, WRITE),
                topics(each(function -> Topics.inputs(function).stream()), DESCRIBE),
                Stream.of(
                        Grant.onAll(TOPIC, Replays.topic(""), WRITE),
                        Grant.onAll(TRANSACTIONAL_ID, "lavant.redrive.", WRITE)),
                Stream.of(Grant.onAll(TOPIC, Topics.deadLetters(""), READ), Grant.onAll(GROUP, PLATFORM, READ)));
    }

    /// It runs code of others: it reads and writes what its function does, and nothing of another one.
    private static Stream<Grant> host(FunctionDeployment function) {
        String name = function.getName();
        boolean unordered = function.getOrdering() == EventOrdering.NONE;
        return concat(
                topics(Topics.inputs(function), READ),
                topics(function.getOutputTopics(), WRITE),
                topics(List.of(Topics.deadLetters(name), Topics.USAGE, Topics.HOSTS), WRITE),
                Stream.of(
                        Grant.on(GROUP, unordered ? Topics.shareGroup(name) : Topics.group(name), READ),
                        Grant.onAll(TRANSACTIONAL_ID, Topics.group(name) + ".", WRITE)));
    }

    private static Stream<Grant> results(FunctionDeployment function) {
        return concat(
                topics(function.getOutputTopics(), READ),
                topics(List.of(Topics.deadLetters(function.getName())), READ));
    }

    private List<String> each(Function<FunctionDeployment, Stream<String>> topics) {
        return functions.stream().flatMap(topics).distinct().sorted().toList();
    }

    private static Stream<Grant> topics(Collection<String> names, AclOperation... operations) {
        return names.stream().map(name -> topic(name, operations));
    }

    private static Grant topic(String name, AclOperation... operations) {
        return Grant.on(TOPIC, name, operations);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static Stream<Grant> concat(Stream<Grant>... grants) {
        return Stream.of(grants).flatMap(Function.identity());
    }
}
