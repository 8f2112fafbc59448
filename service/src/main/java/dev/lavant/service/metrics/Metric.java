package dev.lavant.service.metrics;

import java.util.List;

/// All metrics of the platform, each one once. `docs/metrics.md` holds this table, and a test compares the two.
public enum Metric {
    PART_ALIVE("lavant_part_alive", Kind.GAUGE, "0 or 1", "whether a part can still do its work", "part"),
    PART_READY("lavant_part_ready", Kind.GAUGE, "0 or 1", "whether a part does its work now", "part"),
    LAG_KNOWN(
            "lavant_function_lag_known",
            Kind.GAUGE,
            "0 or 1",
            "whether Kafka said what waits; while it is 0 the next two are absent",
            Metric.FUNCTION,
            Metric.TENANT),
    WAITING(
            "lavant_function_waiting_events",
            Kind.GAUGE,
            "events",
            "appended and not yet committed, those that run included",
            Metric.FUNCTION,
            Metric.TENANT),
    OLDEST(
            "lavant_function_oldest_event_age_seconds",
            Kind.GAUGE,
            "seconds",
            "how long the oldest of them has waited, at least; 0 when none waits",
            Metric.FUNCTION,
            Metric.TENANT),
    HOSTS(
            "lavant_function_hosts",
            Kind.GAUGE,
            "hosts",
            "that say they live; phase is ready, starting or draining",
            Metric.FUNCTION,
            Metric.TENANT,
            "phase"),
    HOSTS_DESIRED(
            "lavant_function_hosts_desired",
            Kind.GAUGE,
            "hosts",
            "that the last decision called for; absent before the first",
            Metric.FUNCTION,
            Metric.TENANT),
    IN_FLIGHT(
            "lavant_function_in_flight_events",
            Kind.GAUGE,
            "events",
            "that hosts have in hand",
            Metric.FUNCTION,
            Metric.TENANT),
    COMMITTED_RATE(
            "lavant_function_committed_events_per_second",
            Kind.GAUGE,
            "events/s",
            "committed, over ten seconds",
            Metric.FUNCTION,
            Metric.TENANT),
    FAILED_RATE(
            "lavant_function_failed_attempts_per_second",
            Kind.GAUGE,
            "attempts/s",
            "that threw or ran out of time, over ten seconds",
            Metric.FUNCTION,
            Metric.TENANT),
    RUN_TIME(
            "lavant_function_run_time_seconds",
            Kind.GAUGE,
            "seconds",
            "run time of the events of the last minute, right to 1/16; percentile is 50 or 99; absent when none ran",
            Metric.FUNCTION,
            Metric.TENANT,
            "percentile"),
    COLD_STARTS(
            "lavant_function_recent_cold_starts",
            Kind.GAUGE,
            "cold starts",
            "of the last 15 minutes",
            Metric.FUNCTION,
            Metric.TENANT),
    EVENTS(
            "lavant_function_events_total",
            Kind.COUNTER,
            "events",
            "handled, by the statements; begins again at midnight UTC",
            Metric.FUNCTION,
            Metric.TENANT),
    DEAD_LETTERS(
            "lavant_function_dead_letters_total",
            Kind.COUNTER,
            "events",
            "that became dead letters, by the statements; begins again at midnight UTC",
            Metric.FUNCTION,
            Metric.TENANT),
    COST_TODAY(
            "lavant_function_cost_today",
            Kind.GAUGE,
            "currency",
            "cost since midnight UTC, by the statements; for alerts and pictures, the bill itself is exact",
            Metric.FUNCTION,
            Metric.TENANT,
            "currency"),
    CPU("process_cpu_seconds_total", Kind.COUNTER, "seconds", "CPU time of the process"),
    MEMORY("jvm_memory_used_bytes", Kind.GAUGE, "bytes", "memory of the JVM in use; area is heap or nonheap", "area"),
    THREADS("jvm_threads_current", Kind.GAUGE, "threads", "platform threads of the JVM");

    private static final String FUNCTION = "function";
    private static final String TENANT = "tenant";

    private final String told;
    private final Kind kind;
    private final String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // a list that List.of made
    private final List<String> labels;

    /// How a metric moves.
    public enum Kind {
        /// Up and down.
        GAUGE,
        /// Up only, until it begins again at 0. Its name ends with `_total`.
        COUNTER
    }

    Metric(String told, Kind kind, String unit, String meaning, String... labels) {
        this.told = told;
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /// Its name for Prometheus.
    public String told() {
        return told;
    }

    /// How it moves.
    public Kind kind() {
        return kind;
    }

    /// What it counts.
    public String unit() {
        return unit;
    }

    /// What it says, as a phrase.
    public String meaning() {
        return meaning;
    }

    /// Names of what tells its values apart. None grows with the number of events.
    public List<String> labels() {
        return labels;
    }
}
