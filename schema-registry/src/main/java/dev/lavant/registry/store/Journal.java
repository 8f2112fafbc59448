package dev.lavant.registry.store;

import java.util.List;

/// Where changes are kept for good.
public interface Journal {

    /// Keeps a change and returns when it is safe.
    ///
    /// @throws NotKept when it may or may not be kept; [#all] tells
    void keep(Change change);

    /// All that is kept, oldest first. A change whose [#keep] failed is in it, or will never be.
    ///
    /// @throws NotKept when it cannot be read
    List<Change> all();
}
