package dev.lavant.console.picture;

import java.util.List;

/// What has changed since the tick before.
///
/// @param at milliseconds since 1970
/// @param changed functions that are not as they were
/// @param gone names of functions that were removed
/// @param invocations the newest of them, newest first; when many were committed, not all
public record Tick(
        long at,
        List<Part> parts,
        Totals totals,
        List<FunctionRow> changed,
        List<String> gone,
        List<Decided> decisions,
        List<DeadLetter> letters,
        List<Invocation> invocations) {}
