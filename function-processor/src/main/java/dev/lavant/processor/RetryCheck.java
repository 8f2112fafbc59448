package dev.lavant.processor;

import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.visitor.VisitorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds retries that are legal and yet hardly meant.
final class RetryCheck {
    private static final Duration LONG = Duration.ofMinutes(1);

    private RetryCheck() {}

    /// What to warn of in a handler without faults.
    static List<Fault> warnings(MethodElement handler, VisitorContext context) {
        Settings settings = Declaration.of(handler).settings();
        var warnings = new ArrayList<Fault>();
        settings.list(Setting.NEVER).stream()
                .flatMap(name -> context.getClassElement(name).stream())
                .filter(type -> isChecked(type) && !mayThrow(handler, type))
                .map(type -> new Fault(
                        "retry.never names " + TypeNames.simple(type) + ", which " + handler.getName()
                                + " cannot throw: it declares no such exception",
                        handler))
                .forEach(warnings::add);
        Duration held = longestHold(settings);
        if (settings.text(Setting.ORDERING).equals("PARTITION") && held.compareTo(LONG) > 0) {
            warnings.add(new Fault(
                    "function " + Declaration.nameOf(handler) + " keeps the order of whole partitions, and its retries"
                            + " may hold one back for " + held.toSeconds()
                            + " s: shorten retry.backoff, or use ordering = KEY",
                    handler));
        }
        return warnings;
    }

    private static boolean isChecked(ClassElement type) {
        return !type.isAssignable(RuntimeException.class) && !type.isAssignable(Error.class);
    }

    private static boolean mayThrow(MethodElement handler, ClassElement type) {
        return Stream.of(handler.getThrownTypes())
                .anyMatch(thrown -> thrown.isAssignable(type.getName()) || type.isAssignable(thrown.getName()));
    }

    /// All waits between the attempts at one event, without jitter.
    static Duration longestHold(Settings settings) {
        Duration wait = settings.duration(Setting.BACKOFF);
        Duration most = settings.duration(Setting.MAX_BACKOFF);
        Duration held = Duration.ZERO;
        for (int attempt = 1; attempt < settings.number(Setting.ATTEMPTS); attempt++) {
            held = held.plus(wait.compareTo(most) < 0 ? wait : most);
            wait = wait.compareTo(most) < 0 ? wait.multipliedBy(2) : most;
        }
        return held;
    }
}
