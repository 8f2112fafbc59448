package dev.lavant.manifest;

import dev.lavant.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what is wrong with a function's settings, whoever said them. Pure: text in, messages out.
public final class SettingRules {
    private static final String EXAMPLE = "; write for example filter = \"type = 'shop.purchase.completed'\"";

    /// Sources: `@EventFunction.name`, and Kafka's own rule for topic names.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    private static final Set<String> OURS = Set.of("billing.usage", "billing.statements", "_schemas");

    /// Parts of the platform that are members of a group named like those of functions.
    private static final Set<String> TAKEN_NAMES = Set.of("billing", "router");

    private static final int LEAST_MEMORY_MIB = 64;
    private static final long LONGEST_BATCH_WAIT_MILLIS = 60_000;

    private final String function;
    private final Settings settings;
    private final List<String> faults = new ArrayList<>();

    private SettingRules(String function, Settings settings) {
        this.function = function;
        this.settings = settings;
    }

    /// All that is wrong, each as one sentence for the function's author; empty when nothing is.
    public static List<String> faults(String function, Settings settings) {
        var rules = new SettingRules(function, settings);
        rules.name();
        rules.topics();
        rules.faults.addAll(ScheduleRules.faults(settings));
        rules.outputs();
        rules.filter();
        rules.duration(Setting.TIMEOUT, 1);
        rules.memory();
        rules.range(Setting.CONCURRENCY, 1000);
        rules.oneOf(Setting.ORDERING, List.of("KEY", "PARTITION", "NONE"));
        rules.range(Setting.ATTEMPTS, 100);
        rules.duration(Setting.BACKOFF, 0);
        rules.maxBackoff();
        rules.range(Setting.BATCH_MAX, 1000);
        rules.batchWait();
        rules.oneOf(Setting.START_FROM, List.of("LATEST", "EARLIEST"));
        rules.duration(Setting.TARGET_LATENCY, 1);
        rules.maxHosts();
        return List.copyOf(rules.faults);
    }

    private void name() {
        if (!NAME.matcher(function).matches()) {
            faults.add("function name '" + function + "' must be a lower-case letter and then at most 62 of a-z,"
                    + " 0-9 and '-': write for example name = \"" + suggestion() + "\"");
        }
        if (TAKEN_NAMES.contains(function)) {
            faults.add("function name '" + function + "' is taken by a part of the platform, whose Kafka group 'lavant."
                    + function + "' the function's hosts would join: write for example name = \"" + function
                    + "-events\"");
        }
    }

    private String suggestion() {
        String plain =
                function.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^[^a-z]+", "");
        return plain.isEmpty() ? "price-order" : plain.substring(0, Math.min(plain.length(), 63));
    }

    private void topics() {
        List<String> topics = settings.list(Setting.TOPICS);
        if (topics.isEmpty() && !settings.scheduled()) {
            faults.add("topics is empty: name the topic whose events start the function, topics = \"uploads\"");
        }
        topics.forEach(topic -> topicName("topics", topic));
    }

    private void outputs() {
        for (String output : settings.list(Setting.OUTPUTS)) {
            topicName("output", output);
            if (settings.list(Setting.TOPICS).contains(output)) {
                faults.add("function '" + function + "' reads and writes topic '" + output
                        + "', so that it would start itself for ever: write to another topic");
            }
            if (output.startsWith("lavant.") || OURS.contains(output)) {
                faults.add("output '" + output + "' is a topic of the platform itself: write to one of your own");
            }
        }
    }

    private void topicName(String member, String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            faults.add(member + " '" + topic + "' is not a legal Kafka topic name: use 1 to 249 of a-z, A-Z, 0-9, '.',"
                    + " '_' and '-'");
        }
    }

    private void filter() {
        String filter = settings.text(Setting.FILTER);
        if (filter.isEmpty()) {
            return;
        }
        try {
            Filter.parse(filter).mistakes().forEach(mistake -> faults.add("filter can never be true: " + mistake));
        } catch (IllegalArgumentException broken) {
            faults.add("filter is not valid: " + broken.getMessage() + EXAMPLE);
        }
    }

    private void duration(Setting setting, long leastMillis) {
        OptionalLong millis = Quantities.millis(settings.text(setting));
        if (millis.isEmpty()) {
            faults.add(setting.key() + " '" + settings.text(setting)
                    + "' is not a duration: write a whole number and ms, s, m or h, such as 500ms or 30s");
        }
        if (millis.orElse(leastMillis) < leastMillis) {
            faults.add(setting.key() + " must be at least " + leastMillis + "ms, was " + settings.text(setting));
        }
    }

    private void maxBackoff() {
        duration(Setting.MAX_BACKOFF, 0);
        OptionalLong most = Quantities.millis(settings.text(Setting.MAX_BACKOFF));
        OptionalLong first = Quantities.millis(settings.text(Setting.BACKOFF));
        if (most.isPresent() && first.isPresent() && most.getAsLong() < first.getAsLong()) {
            faults.add("retry.max-backoff " + settings.text(Setting.MAX_BACKOFF) + " is less than retry.backoff "
                    + settings.text(Setting.BACKOFF) + ": make it at least that");
        }
    }

    private void batchWait() {
        duration(Setting.BATCH_WAIT, 0);
        if (Quantities.millis(settings.text(Setting.BATCH_WAIT)).orElse(0) > LONGEST_BATCH_WAIT_MILLIS) {
            faults.add("batch.max-wait must be at most 1m, was " + settings.text(Setting.BATCH_WAIT));
        }
    }

    private void memory() {
        String memory = settings.text(Setting.MEMORY);
        OptionalInt mebibytes = Quantities.mebibytes(memory);
        if (mebibytes.isEmpty()) {
            faults.add(
                    "memory '" + memory + "' is not a size: write a whole number and Mi or Gi, such as 256Mi or 1Gi");
        }
        if (mebibytes.orElse(LEAST_MEMORY_MIB) < LEAST_MEMORY_MIB) {
            faults.add("memory must be at least " + LEAST_MEMORY_MIB + "Mi, was " + memory);
        }
    }

    private void oneOf(Setting setting, List<String> words) {
        if (!words.contains(settings.text(setting))) {
            faults.add(
                    setting.key() + " must be one of " + String.join(", ", words) + ", was " + settings.text(setting));
        }
    }

    private void maxHosts() {
        if (settings.values().containsKey(Setting.MAX_HOSTS)) {
            range(Setting.MAX_HOSTS, 1000);
        }
    }

    private void range(Setting setting, int most) {
        String text = settings.text(setting);
        boolean fits = text.matches("\\d{1,6}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most;
        if (!fits) {
            faults.add(setting.key() + " must be 1 to " + most + ", was " + text);
        }
    }
}
