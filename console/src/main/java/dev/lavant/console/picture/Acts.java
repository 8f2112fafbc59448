package dev.lavant.console.picture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was done from this console: the newest, and what has changed since a look.
final class Acts {
    private static final int MOST = 50;

    private final Map<String, Act> all = new LinkedHashMap<>();
    private final Map<String, Act> fresh = new LinkedHashMap<>();

    void take(Act act) {
        all.put(act.id(), act);
        fresh.put(act.id(), act);
        if (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
    }

    /// Newest first.
    List<Act> list() {
        return List.copyOf(all.values()).reversed();
    }

    /// What has changed since this was asked before.
    List<Act> fresh() {
        var changed = List.copyOf(fresh.values());
        fresh.clear();
        return changed;
    }
}
