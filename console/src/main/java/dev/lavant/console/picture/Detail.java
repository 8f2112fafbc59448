package dev.lavant.console.picture;

import java.util.List;

/// What is kept of one function, or of the platform as a whole.
///
/// @param points oldest first
/// @param decisions newest first, as the others
public record Detail(
        List<Point> points, List<Decided> decisions, List<DeadLetter> letters, List<Invocation> invocations) {}
