package dev.lavant.processor;

import io.cloudevents.sql.ParseException;
import io.cloudevents.sql.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what is wrong with the values on an annotation. Pure: text in, messages out.
final class DeclarationCheck {
    private static final String EXAMPLE = ": write for example filter = \"type = 'shop.purchase.completed'\"";

    /// Sources: [dev.lavant.function.EventFunction#name], and Kafka's own rule for topic names.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    private static final Set<String> OURS = Set.of("billing.usage", "billing.statements", "_schemas");
    private static final int LEAST_MEMORY_MIB = 64;

    private final Declaration declared;
    private final List<String> faults = new ArrayList<>();

    private DeclarationCheck(Declaration declared) {
        this.declared = declared;
    }

    /// All that is wrong, each as one sentence for the function's author; empty when nothing is.
    static List<String> faults(Declaration declared) {
        var check = new DeclarationCheck(declared);
        check.name();
        check.topics();
        check.output();
        check.filter();
        check.duration("timeout", declared.timeout(), 1);
        check.duration("backoff", declared.backoff(), 0);
        check.duration("targetLatency", declared.targetLatency(), 1);
        check.memory();
        check.range("concurrency", declared.concurrency(), 1000);
        check.range("attempts", declared.attempts(), 100);
        return List.copyOf(check.faults);
    }

    private void name() {
        if (!NAME.matcher(declared.name()).matches()) {
            faults.add("function name '" + declared.name() + "' must be a lower-case letter and then at most 62 of a-z,"
                    + " 0-9 and '-': write for example name = \"" + suggestion() + "\"");
        }
    }

    private String suggestion() {
        String legal = declared.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9-]+", "-")
                .replaceAll("^[^a-z]+", "");
        return NAME.matcher(legal).matches() ? legal : "thumbnail";
    }

    private void topics() {
        if (declared.topics().isEmpty()) {
            faults.add("topics is empty: name the topic whose events start the function, topics = \"uploads\"");
        }
        declared.topics().forEach(topic -> topicName("topics", topic));
    }

    private void output() {
        if (declared.output().isEmpty()) {
            return;
        }
        topicName("output", declared.output());
        if (declared.topics().contains(declared.output())) {
            faults.add("function '" + declared.name() + "' reads and writes topic '" + declared.output()
                    + "', so that it would start itself for ever: write to another topic");
        }
        if (declared.output().startsWith("lavant.") || OURS.contains(declared.output())) {
            faults.add(
                    "output '" + declared.output() + "' is a topic of the platform itself: write to one of your own");
        }
    }

    private void topicName(String member, String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            faults.add(member + " '" + topic + "' is not a legal Kafka topic name: use 1 to 249 of a-z, A-Z, 0-9, '.',"
                    + " '_' and '-'");
        }
    }

    private void filter() {
        if (declared.filter().isEmpty()) {
            return;
        }
        try {
            Parser.parseDefault(declared.filter());
        } catch (ParseException broken) {
            faults.add("filter is not valid CESQL: " + withoutTokens(broken) + EXAMPLE);
        } catch (NullPointerException unexplained) { // SDK 4.0.1 fails so at a token too many, as in "type = = 'x'"
            faults.add("filter is not valid CESQL: " + declared.filter() + EXAMPLE);
        }
    }

    /// The parser ends with the names of all tokens that it would have taken; they say nothing to an author.
    private static String withoutTokens(ParseException broken) {
        return String.valueOf(broken.getMessage()).replaceFirst(" expecting \\{.*", "");
    }

    private void duration(String member, String written, long leastMillis) {
        OptionalLong millis = Quantities.millis(written);
        if (millis.isEmpty()) {
            faults.add(member + " '" + written + "' is not a duration: write a whole number and ms, s, m or h, such as"
                    + " 500ms or 30s");
        }
        if (millis.orElse(leastMillis) < leastMillis) {
            faults.add(member + " must be at least " + leastMillis + "ms, was " + written);
        }
    }

    private void memory() {
        OptionalInt mebibytes = Quantities.mebibytes(declared.memory());
        if (mebibytes.isEmpty()) {
            faults.add("memory '" + declared.memory() + "' is not a size: write a whole number and Mi or Gi, such as"
                    + " 256Mi or 1Gi");
        }
        if (mebibytes.orElse(LEAST_MEMORY_MIB) < LEAST_MEMORY_MIB) {
            faults.add("memory must be at least " + LEAST_MEMORY_MIB + "Mi, was " + declared.memory());
        }
    }

    private void range(String member, int written, int most) {
        if (written < 1 || written > most) {
            faults.add(member + " must be 1 to " + most + ", was " + written);
        }
    }
}
