package dev.lavant.registry.http;

import dev.lavant.registry.log.SchemaLog;
import dev.lavant.registry.store.Compatibility;
import dev.lavant.registry.store.Registered;
import dev.lavant.registry.store.Subjects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The subjects and their log as one thing: whatever is answered is in the log.
///
/// Thread-safe: one lock over both, since a registration is rare and a reader's question takes microseconds.
public final class Registry {
    private final Subjects subjects;
    private final SchemaLog log;
    private final ReentrantLock lock = new ReentrantLock();

    public Registry(Subjects subjects, SchemaLog log) {
        this.subjects = subjects;
        this.log = log;
    }

    <T> T ask(Function<Subjects, T> question) {
        lock.lock();
        try {
            return question.apply(subjects);
        } finally {
            lock.unlock();
        }
    }

    Registered register(String subject, String schema) {
        return ask(all -> {
            Subjects.Plan plan = all.plan(subject, schema);
            if (plan.kind() == Subjects.Plan.Kind.NEW) {
                log.append(plan.registered());
                all.apply(plan.registered());
            }
            return plan.registered();
        });
    }

    void configure(Optional<String> subject, Compatibility level) {
        lock.lock();
        try {
            log.append(subject, level);
            subjects.apply(subject, level);
        } finally {
            lock.unlock();
        }
    }
}
