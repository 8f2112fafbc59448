package dev.lavant.deploy.publish;

import static dev.lavant.manifest.Setting.ATTEMPTS;
import static dev.lavant.manifest.Setting.BACKOFF;
import static dev.lavant.manifest.Setting.BATCH_MAX;
import static dev.lavant.manifest.Setting.BATCH_WAIT;
import static dev.lavant.manifest.Setting.CONCURRENCY;
import static dev.lavant.manifest.Setting.FILTER;
import static dev.lavant.manifest.Setting.MAX_BACKOFF;
import static dev.lavant.manifest.Setting.MAX_HOSTS;
import static dev.lavant.manifest.Setting.MEMORY;
import static dev.lavant.manifest.Setting.NEVER;
import static dev.lavant.manifest.Setting.ORDERING;
import static dev.lavant.manifest.Setting.OUTPUTS;
import static dev.lavant.manifest.Setting.SCHEDULE_CRON;
import static dev.lavant.manifest.Setting.TARGET_LATENCY;
import static dev.lavant.manifest.Setting.TIMEOUT;
import static dev.lavant.manifest.Setting.TOPICS;

import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.ScheduleRules;
import dev.lavant.manifest.Settings;
import dev.lavant.schemas.DeployedSchedule;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.MissedTicks;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns what a function declares into the record that the platform runs it by. Pure.
public final class Deployments {
    static {
        GeneratedClasses.trust();
    }

    private Deployments() {}

    /// A first revision.
    ///
    /// @param function with its effective settings, in which there is no fault
    /// @param tenant who pays
    /// @param classPath of the function, as paths of this machine; empty for one that comes in artifacts
    public static FunctionDeployment of(FunctionManifest function, String tenant, List<String> classPath, Instant now) {
        var deployment = FunctionDeployment.newBuilder()
                .setName(function.name())
                .setRevision(1)
                .setTenant(tenant)
                .setDescription(function.description())
                .setGroupId(group(function))
                .setHandlerClass(function.handlerClass())
                .setHandlerMethod(function.handlerMethod())
                .setClasspath(classPath)
                .setDeployedAt(now);
        flow(deployment, function.settings());
        if (function.settings().scheduled()) {
            deployment
                    .setSourceTopics(List.of(Topics.ticks(function.name())))
                    .setSchedule(schedule(function.settings(), now));
        }
        work(deployment, function.settings());
        return deployment.setSettings(origins(function.settings())).build();
    }

    private static String group(FunctionManifest function) {
        boolean shares = EventOrdering.valueOf(function.settings().text(ORDERING)) == EventOrdering.NONE;
        return shares ? Topics.shareGroup(function.name()) : Topics.group(function.name());
    }

    /// What it reads and writes, and in which portions.
    private static void flow(FunctionDeployment.Builder deployment, Settings settings) {
        deployment
                .setSourceTopics(settings.list(TOPICS))
                .setFilter(orNull(settings.text(FILTER)))
                .setOutputTopics(settings.list(OUTPUTS))
                .setOrdering(EventOrdering.valueOf(settings.text(ORDERING)))
                .setBatchMax(settings.number(BATCH_MAX))
                .setBatchWaitMillis(settings.duration(BATCH_WAIT).toMillis());
    }

    private static DeployedSchedule schedule(Settings settings, Instant now) {
        return DeployedSchedule.newBuilder()
                .setCron(settings.text(SCHEDULE_CRON))
                .setZone(ScheduleRules.zone(settings))
                .setEveryMillis(ScheduleRules.every(settings).toMillis())
                .setMissed(MissedTicks.valueOf(
                        ScheduleRules.missed(settings).orElseThrow().name()))
                .setSince(now)
                .build();
    }

    /// What one attempt may use, what follows from a failed one, and how many hosts do it.
    private static void work(FunctionDeployment.Builder deployment, Settings settings) {
        deployment
                .setTimeoutMillis(settings.duration(TIMEOUT).toMillis())
                .setMemoryMib(settings.mebibytes(MEMORY))
                .setConcurrency(settings.number(CONCURRENCY))
                .setMaxAttempts(settings.number(ATTEMPTS))
                .setBackoffMillis(settings.duration(BACKOFF).toMillis())
                .setMaxBackoffMillis(settings.duration(MAX_BACKOFF).toMillis())
                .setNeverRetry(settings.list(NEVER))
                .setTargetLatencyMillis(settings.duration(TARGET_LATENCY).toMillis())
                .setMaxHosts(settings.number(MAX_HOSTS));
    }

    private static List<dev.lavant.schemas.Setting> origins(Settings settings) {
        return settings.values().entrySet().stream()
                .map(setting -> new dev.lavant.schemas.Setting(
                        setting.getKey().key(),
                        setting.getValue().text(),
                        setting.getValue().origin().word()))
                .toList();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
