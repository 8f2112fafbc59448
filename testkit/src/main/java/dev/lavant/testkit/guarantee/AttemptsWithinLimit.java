package dev.lavant.testkit.guarantee;

import java.util.List;
import java.util.stream.Stream;

/// No event is tried more often than its function allows, crashes between the attempts or not.
///
///     limit:   3
///     kept:    usage a with 1 attempt, b with 3
///     broken:  usage a with 4 attempts      (a crash made the host forget one)
///     broken:  dead letter b after 4
///
/// @param limit attempts at most, at least 1
public record AttemptsWithinLimit(int limit) implements Guarantee {

    public AttemptsWithinLimit {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }

    @Override
    public String kind() {
        return "over-tried";
    }

    @Override
    public List<Violation> violations(History history) {
        var billed = history.usage().stream()
                .filter(usage -> usage.attempts() > limit)
                .map(usage -> violation(usage.event(), usage.attempts(), "billed at " + usage.at()));
        var died = history.deadLetters().stream()
                .filter(letter -> letter.attempts() > limit)
                .map(letter -> violation(letter.event(), letter.attempts(), "a dead letter at " + letter.at()));
        return Stream.concat(billed, died).toList();
    }

    private Violation violation(String event, int attempts, String where) {
        return new Violation(
                kind(), event, event + " was tried " + attempts + " times, " + limit + " are allowed: " + where);
    }
}
