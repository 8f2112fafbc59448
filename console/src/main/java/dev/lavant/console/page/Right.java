package dev.lavant.console.page;

/// What a route lets somebody do.
enum Right {
    /// Nothing that anybody should not: the page's own files, what the console is, signing in.
    NOTHING,

    /// Sees what is of the functions that the caller may see.
    SEE,

    /// Acts upon a function that the caller may see.
    ACT,

    /// Says what may be spent.
    SPEND
}
