package dev.lavant.bench;

import dev.lavant.bench.Contender.Job;
import dev.lavant.bench.Contender.Launch;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// All that can be measured.
final class Contenders {
    private static final String PACKAGE = "dev.lavant.bench.contender.";
    private static final String AT_LEAST_ONCE = "at least once, no output";
    private static final String EXACTLY_ONCE = "exactly once, output with offset";
    private static final long TIMEOUT_MILLIS = 30_000;

    private Contenders() {}

    static Contender rawConsumer() {
        return other("raw consumer", AT_LEAST_ONCE, "RawConsumer");
    }

    /// @param commitEvery events in a transaction
    static Contender rawTransactional(int commitEvery) {
        return other(
                "raw transactional, commit every %,d".formatted(commitEvery),
                EXACTLY_ONCE,
                "RawTransactional",
                Integer.toString(commitEvery));
    }

    /// Writes each event as it came, in a transaction for each poll.
    static Contender rawEcho() {
        return other("raw transactional, commit every poll", EXACTLY_ONCE, "RawTransactional", "1", "echo");
    }

    static Contender micronautRecord() {
        return other("micronaut-kafka, offset per record", AT_LEAST_ONCE, "Micronaut", "record");
    }

    static Contender micronautBatch() {
        return other("micronaut-kafka, batch", AT_LEAST_ONCE, "Micronaut", "batch");
    }

    static Contender micronautRecordTransaction() {
        return other(
                "micronaut-kafka, transaction per record",
                "transactions, but a crash can lose events",
                "Micronaut",
                "record-transaction");
    }

    static Contender micronautBatchTransaction() {
        return other("micronaut-kafka, transaction per batch", EXACTLY_ONCE, "Micronaut", "batch-transaction");
    }

    /// @param concurrency its threads
    static Contender parallelConsumer(int concurrency) {
        return other(
                "parallel-consumer KEY, offsets only",
                AT_LEAST_ONCE + ", order per key",
                "ParallelConsumer",
                "offsets",
                Integer.toString(concurrency));
    }

    /// @param concurrency its threads
    static Contender parallelConsumerTransaction(int concurrency) {
        return other(
                "parallel-consumer KEY, transactions",
                EXACTLY_ONCE + ", order per key",
                "ParallelConsumer",
                "transaction",
                Integer.toString(concurrency));
    }

    static Contender springRecord() {
        return other("spring-kafka, offset per record", AT_LEAST_ONCE, "Spring", "record");
    }

    static Contender springRecordTransaction() {
        return other("spring-kafka, transaction per record", EXACTLY_ONCE, "Spring", "record-transaction");
    }

    static Contender springBatchTransaction() {
        return other("spring-kafka, transaction per batch", EXACTLY_ONCE, "Spring", "batch-transaction");
    }

    /// The function host with the options that the process driver gives it.
    static Contender lavant() {
        return lavant("Lavant", Programs.ROOMY);
    }

    /// @param options of the host's JVM
    static Contender lavant(String name, List<String> options) {
        return new Contender(
                name,
                EXACTLY_ONCE + ", retries, order per key, metered",
                (bench, job) -> new Launch(
                        bench.programs().host(options),
                        new HostLaunch(
                                        job.group(),
                                        0,
                                        deployment(bench, job),
                                        bench.bootstrapServers(),
                                        bench.registryUrl())
                                .toEnvironment()));
    }

    private static FunctionDeployment deployment(Bench bench, Job job) {
        return FunctionDeployment.newBuilder()
                .setName(job.group())
                .setRevision(1)
                .setTenant("bench")
                .setSourceTopics(List.of(job.topic()))
                .setOutputTopics(List.of(job.output()))
                .setGroupId(job.group())
                .setHandlerClass("dev.lavant.bench.functions.Functions")
                .setHandlerMethod(job.work().function())
                .setTimeoutMillis(TIMEOUT_MILLIS)
                .setMemoryMib(512)
                .setConcurrency(job.work().concurrency())
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1_000)
                .setMaxHosts(1)
                .setClasspath(List.of(bench.programs().functions().toString()))
                .setDeployedAt(Instant.now())
                .build();
    }

    private static Contender other(String name, String guarantee, String mainClass, String... arguments) {
        return new Contender(
                name,
                guarantee,
                (bench, job) -> new Launch(
                        bench.programs().contender(PACKAGE + mainClass, List.of(arguments)), environment(bench, job)));
    }

    private static Map<String, String> environment(Bench bench, Job job) {
        return Map.of(
                "BENCH_BOOTSTRAP", bench.bootstrapServers(),
                "BENCH_TOPIC", job.topic(),
                "BENCH_GROUP", job.group(),
                "BENCH_OUTPUT", job.output(),
                "BENCH_WORK_NANOS", Long.toString(job.work().nanos()));
    }
}
