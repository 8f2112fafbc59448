package dev.lavant.processor;

import dev.lavant.function.EventFunction;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.inject.ast.MethodElement;
import java.util.List;

/// What an [EventFunction] annotation says, as written, with the defaults filled in.
///
/// @param name the given one, or the method's name, hyphenated
record Declaration(
        String name,
        List<String> topics,
        String output,
        String filter,
        String timeout,
        String memory,
        int concurrency,
        int attempts,
        String backoff,
        String targetLatency) {

    /// Reads the annotation of a handler.
    static Declaration of(MethodElement handler) {
        AnnotationValue<EventFunction> written = handler.getAnnotation(EventFunction.class);
        if (written == null) {
            throw new IllegalArgumentException(handler.getName() + " has no @EventFunction");
        }
        return new Declaration(
                nameOf(handler),
                List.of(written.stringValues("topics")),
                written.stringValue("output").orElse(""),
                written.stringValue("filter").orElse(""),
                text(written, "timeout"),
                text(written, "memory"),
                number(written, "concurrency"),
                number(written, "attempts"),
                text(written, "backoff"),
                text(written, "targetLatency"));
    }

    /// The function's name: the one written, or the method's, hyphenated.
    static String nameOf(MethodElement handler) {
        return handler.stringValue(EventFunction.class, "name")
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> NameUtils.hyphenate(handler.getName()));
    }

    private static String text(AnnotationValue<EventFunction> written, String member) {
        return written.stringValue(member).orElseGet(() -> (String) defaultOf(member));
    }

    private static int number(AnnotationValue<EventFunction> written, String member) {
        return written.intValue(member).orElseGet(() -> (Integer) defaultOf(member));
    }

    /// The annotation type itself says its defaults, so that they are written down once.
    private static Object defaultOf(String member) {
        try {
            return EventFunction.class.getMethod(member).getDefaultValue();
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException("@EventFunction has no member " + member, missing);
        }
    }
}
