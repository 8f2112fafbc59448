package dev.lavant.registry.store;

/// Which versions a question is about.
public enum Reach {
    /// Those that are there.
    PRESENT,

    /// Also those that were deleted and may still be erased.
    DELETED_TOO;

    /// Of the API's parameter `deleted`.
    public static Reach of(boolean deletedToo) {
        return deletedToo ? DELETED_TOO : PRESENT;
    }
}
