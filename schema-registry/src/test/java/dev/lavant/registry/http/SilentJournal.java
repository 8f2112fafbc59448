package dev.lavant.registry.http;

import dev.lavant.registry.store.Change;
import dev.lavant.registry.store.Journal;
import dev.lavant.registry.store.NotKept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A journal in memory that can fall silent before it keeps a change, or after.
final class SilentJournal implements Journal {
    private final List<Change> kept = new ArrayList<>();
    private Silence silence = Silence.NEVER;

    enum Silence {
        NEVER,
        BEFORE_KEEPING,
        AFTER_KEEPING
    }

    void fallSilent(Silence when) {
        silence = when;
    }

    @Override
    public void keep(Change change) {
        if (silence != Silence.BEFORE_KEEPING) {
            kept.add(change);
        }
        answer();
    }

    @Override
    public List<Change> all() {
        answer();
        return List.copyOf(kept);
    }

    private void answer() {
        if (silence != Silence.NEVER) {
            throw new NotKept("silent", new IOException("no answer"));
        }
    }
}
