package dev.lavant.registry.http;

import dev.lavant.registry.store.Change;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Deletion;
import dev.lavant.registry.store.Journal;
import dev.lavant.registry.store.Plan;
import dev.lavant.registry.store.Subjects;
import dev.lavant.registry.store.Subjects.Given;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The subjects and their journal as one thing: what is answered is kept.
///
/// Thread-safe. One lock orders the writers, who wait for the journal; another guards the memory for the microseconds
/// that a question takes, so that readers go on when the journal does not answer.
public final class Registry {
    private final Journal journal;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock memory = new ReentrantLock();
    private Subjects subjects; // guarded by memory
    private boolean sure = true; // guarded by writing

    /// Reads the journal.
    public Registry(Journal journal) {
        this.journal = journal;
        this.subjects = Subjects.of(journal.all());
    }

    <T> T ask(Function<Subjects, T> question) {
        memory.lock();
        try {
            return question.apply(subjects);
        } finally {
            memory.unlock();
        }
    }

    Registered register(String subject, String schema) {
        return register(all -> all.plan(subject, schema));
    }

    /// With the id that it has elsewhere.
    Registered register(String subject, String schema, Given given) {
        return register(all -> all.plan(subject, schema, given));
    }

    private Registered register(Function<Subjects, Plan> plan) {
        return switch (ask(plan)) {
            case Plan.There(Registered there) -> there;
            case Plan.New _ -> keepNew(plan);
        };
    }

    private Registered keepNew(Function<Subjects, Plan> planned) {
        writing.lock();
        try {
            makeSure();
            Plan plan = ask(planned); // again: another writer may have been first
            if (plan instanceof Plan.New(Registered added)) {
                keep(added);
            }
            return plan.registered();
        } finally {
            writing.unlock();
        }
    }

    /// Takes versions out, or erases them.
    ///
    /// @return their numbers
    List<Integer> delete(Function<Subjects, Deletion> planned) {
        writing.lock();
        try {
            makeSure();
            Deletion deletion = ask(planned);
            deletion.changes().forEach(this::keep);
            return deletion.versions();
        } finally {
            writing.unlock();
        }
    }

    /// Sets or resets a level or a mode.
    ///
    /// @param planned refuses, or says what is to be kept
    void configure(Function<Subjects, Change> planned) {
        writing.lock();
        try {
            makeSure();
            keep(ask(planned));
        } finally {
            writing.unlock();
        }
    }

    private void keep(Change change) {
        sure = false;
        journal.keep(change);
        sure = true;
        memory.lock();
        try {
            subjects.apply(change);
        } finally {
            memory.unlock();
        }
    }

    /// A write that got no answer may be kept all the same, and then its id is taken: the journal is read again.
    private void makeSure() {
        if (sure) {
            return;
        }
        var kept = Subjects.of(journal.all());
        memory.lock();
        try {
            subjects = kept;
        } finally {
            memory.unlock();
        }
        sure = true;
    }
}
