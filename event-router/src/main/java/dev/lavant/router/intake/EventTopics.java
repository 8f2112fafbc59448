package dev.lavant.router.intake;

import java.util.regex.Pattern;

/// Which topics a producer may name.
final class EventTopics {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern PLATFORM = Pattern.compile("(lavant|billing)\\..*|_schemas|__.*");

    private EventTopics() {}

    /// Makes sure that producers may write to a topic.
    ///
    /// @throws Refusal 400 when Kafka allows no such name, 403 when it is the platform's own
    static void requireOpen(String topic) {
        if (!LEGAL.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new Refusal(
                    400,
                    "'" + topic + "' is not a Kafka topic name",
                    "Use 1 to 249 letters, digits, dots, underscores or hyphens.");
        }
        if (PLATFORM.matcher(topic).matches()) {
            throw new Refusal(
                    403, "topic '" + topic + "' belongs to the platform", "Send events to a topic of your own.");
        }
    }
}
