package dev.lavant.service;

import java.util.Map;

/// What a process of the platform logs, to its standard error, unless system properties of SLF4J's simple logger say
/// otherwise.
final class Logs {
    private static final String SIMPLE = "org.slf4j.simpleLogger.";
    private static final Map<String, String> PLAIN = Map.of(
            "defaultLogLevel", "info",
            "showDateTime", "true",
            "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            "showShortLogName", "true",
            "log.org.apache.kafka", "warn",
            "log.io.micronaut", "warn");

    private Logs() {}

    /// To be called before the first logger is made.
    static void plain() {
        PLAIN.forEach((name, value) -> {
            if (System.getProperty(SIMPLE + name) == null) {
                System.setProperty(SIMPLE + name, value);
            }
        });
    }
}
