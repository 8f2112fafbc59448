package dev.lavant.processor;

import dev.lavant.function.Batch;
import dev.lavant.function.EventFunction;
import dev.lavant.function.Retry;
import dev.lavant.function.Schedule;
import dev.lavant.manifest.Origin;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.inject.ast.MethodElement;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;

/// What an [EventFunction] annotation says, as written, with the defaults filled in.
///
/// @param name the given one, or the method's name, hyphenated
/// @param output the members `output` and `outputs`, of which one at most is written
record Declaration(String name, Settings settings, Written output) {

    /// The two ways to say an output.
    record Written(String one, List<String> several) {
        List<String> all() {
            return one.isEmpty() ? several : List.of(one);
        }

        boolean both() {
            return !one.isEmpty() && !several.isEmpty();
        }
    }

    /// Reads the annotation of a handler, or of the handler's own annotation that carries it.
    static Declaration of(MethodElement handler) {
        AnnotationValue<EventFunction> written = handler.getAnnotation(EventFunction.class);
        if (written == null) {
            throw new IllegalArgumentException(handler.getName() + " has no @EventFunction");
        }
        var output = new Written(
                written.stringValue("output").orElse(""),
                Stream.of(written.stringValues("outputs")).toList());
        return new Declaration(nameOf(handler), settings(written, output), output);
    }

    /// The function's name: the one written, or the method's, hyphenated.
    static String nameOf(MethodElement handler) {
        return handler.stringValue(EventFunction.class, "name")
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> NameUtils.hyphenate(handler.getName()));
    }

    private static Settings settings(AnnotationValue<EventFunction> written, Written output) {
        var function = new Members<>(EventFunction.class, written);
        var retry = new Members<>(Retry.class, nested(written, "retry", Retry.class));
        var batch = new Members<>(Batch.class, nested(written, "batch", Batch.class));
        var topics = Settings.none()
                .with(Setting.TOPICS, String.join(",", written.stringValues("topics")), Origin.ANNOTATION)
                .with(
                        Setting.OUTPUTS,
                        String.join(",", output.all()),
                        output.all().isEmpty() ? Origin.DEFAULT : Origin.ANNOTATION);
        var plain = function.put(topics, Setting.FILTER, "filter");
        plain = function.put(plain, Setting.TIMEOUT, "timeout");
        plain = function.put(plain, Setting.MEMORY, "memory");
        plain = function.put(plain, Setting.CONCURRENCY, "concurrency");
        plain = function.put(plain, Setting.ORDERING, "ordering");
        plain = function.put(plain, Setting.START_FROM, "startFrom");
        plain = function.put(plain, Setting.TARGET_LATENCY, "targetLatency");
        var retried = retry.put(plain, Setting.ATTEMPTS, "attempts");
        retried = retry.put(retried, Setting.BACKOFF, "backoff");
        retried = retry.put(retried, Setting.MAX_BACKOFF, "maxBackoff");
        retried = retry.put(retried, Setting.NEVER, "never");
        return scheduled(
                batch.put(batch.put(retried, Setting.BATCH_MAX, "max"), Setting.BATCH_WAIT, "maxWait"), written);
    }

    /// A function that topics start has no settings of a schedule at all.
    private static Settings scheduled(Settings settings, AnnotationValue<EventFunction> written) {
        if (!written.contains("schedule")) {
            return settings;
        }
        var schedule = new Members<>(Schedule.class, nested(written, "schedule", Schedule.class));
        var said = schedule.put(settings, Setting.SCHEDULE_CRON, "cron");
        said = schedule.put(said, Setting.SCHEDULE_ZONE, "zone");
        said = schedule.put(said, Setting.SCHEDULE_EVERY, "every");
        return schedule.put(said, Setting.SCHEDULE_MISSED, "missed");
    }

    private static <A extends Annotation> AnnotationValue<A> nested(
            AnnotationValue<EventFunction> written, String member, Class<A> type) {
        return written.getAnnotation(member, type).orElseGet(() -> new AnnotationValue<>(type.getName()));
    }

    /// The members of one annotation.
    ///
    /// @param written those that the source says; for the others the annotation type itself says its defaults
    private record Members<A extends Annotation>(Class<A> type, AnnotationValue<A> written) {

        Settings put(Settings settings, Setting setting, String member) {
            return written.contains(member)
                    ? settings.with(setting, String.join(",", written.stringValues(member)), Origin.ANNOTATION)
                    : settings.with(setting, defaultOf(member), Origin.DEFAULT);
        }

        private String defaultOf(String member) {
            try {
                Object value = type.getMethod(member).getDefaultValue();
                return value instanceof Object[] none && none.length == 0 ? "" : value.toString();
            } catch (NoSuchMethodException missing) {
                throw new IllegalStateException("@" + type.getSimpleName() + " has no member " + member, missing);
            }
        }
    }
}
