package dev.lavant.registry.store;

import dev.lavant.registry.store.Change.Registered;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The versions of one subject: those that are there, and those that were deleted and may still be erased.
///
/// Not thread-safe: part of [Subjects].
final class Shelf {
    private final NavigableMap<Integer, Registered> present = new TreeMap<>();
    private final NavigableMap<Integer, Registered> deleted = new TreeMap<>();

    /// Versions by number.
    NavigableMap<Integer, Registered> versions(Reach reach) {
        if (reach == Reach.PRESENT) {
            return present;
        }
        var all = new TreeMap<>(present);
        all.putAll(deleted);
        return all;
    }

    NavigableMap<Integer, Registered> deleted() {
        return deleted;
    }

    void add(Registered version) {
        deleted.remove(version.version());
        present.put(version.version(), version);
    }

    void delete(int upToVersion) {
        var gone = present.headMap(upToVersion, true);
        deleted.putAll(gone);
        gone.clear();
    }

    void delete(Registered version) {
        present.remove(version.version());
        deleted.put(version.version(), version);
    }

    Optional<Registered> erase(int version) {
        Optional<Registered> was =
                Optional.ofNullable(versions(Reach.DELETED_TOO).get(version));
        present.remove(version);
        deleted.remove(version);
        return was;
    }

    boolean empty() {
        return present.isEmpty() && deleted.isEmpty();
    }

    /// The highest number in use, 0 for none.
    int last() {
        return Math.max(present.isEmpty() ? 0 : present.lastKey(), deleted.isEmpty() ? 0 : deleted.lastKey());
    }
}
