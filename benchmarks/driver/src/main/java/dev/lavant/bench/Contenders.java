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
    private static final String EXACTLY_ONCE = "exactly once, output with offset";
    private static final long TIMEOUT_MILLIS = 30_000;

    private Contenders() {}

    static Contender rawConsumer() {
        return other("raw consumer", "at least once, no output", "RawConsumer", 0);
    }

    /// @param commitEvery events in a transaction
    static Contender rawTransactional(int commitEvery) {
        return other(
                "raw transactional, commit every %,d".formatted(commitEvery),
                EXACTLY_ONCE,
                "RawTransactional",
                commitEvery);
    }

    /// The function host with the options that the process driver gives it.
    static Contender lavant() {
        return lavant("Lavant", List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
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

    private static Contender other(String name, String guarantee, String mainClass, int commitEvery) {
        return new Contender(
                name,
                guarantee,
                (bench, job) -> new Launch(
                        bench.programs().contender(PACKAGE + mainClass), environment(bench, job, commitEvery)));
    }

    private static Map<String, String> environment(Bench bench, Job job, int commitEvery) {
        return Map.of(
                "BENCH_BOOTSTRAP", bench.bootstrapServers(),
                "BENCH_TOPIC", job.topic(),
                "BENCH_GROUP", job.group(),
                "BENCH_OUTPUT", job.output(),
                "BENCH_COMMIT_EVERY", Integer.toString(commitEvery),
                "BENCH_CONCURRENCY", Integer.toString(job.work().concurrency()),
                "BENCH_WORK_NANOS", Long.toString(job.work().nanos()));
    }
}
