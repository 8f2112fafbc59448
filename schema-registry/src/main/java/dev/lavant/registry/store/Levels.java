package dev.lavant.registry.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Compatibility levels: one for all subjects, and those that subjects have of their own.
///
/// Not thread-safe: part of [Subjects].
public final class Levels {
    private static final Compatibility AT_FIRST = Compatibility.BACKWARD;

    private final Map<String, Compatibility> own = new HashMap<>();
    private Compatibility ofAll = AT_FIRST;

    /// The level that holds for a subject.
    public Compatibility of(String subject) {
        return own.getOrDefault(subject, ofAll);
    }

    /// A subject's own level.
    ///
    /// @throws Refused when it has none of its own
    public Compatibility own(String subject) {
        return found(subject)
                .orElseThrow(() -> new Refused(
                        Refused.Code.LEVEL_NOT_FOUND,
                        "Subject '" + subject + "' does not have subject-level compatibility configured"));
    }

    Optional<Compatibility> found(String subject) {
        return Optional.ofNullable(own.get(subject));
    }

    /// The level of subjects without one of their own.
    public Compatibility ofAll() {
        return ofAll;
    }

    void set(Optional<String> subject, Compatibility level) {
        subject.ifPresentOrElse(name -> own.put(name, level), () -> ofAll = level);
    }

    void reset(Optional<String> subject) {
        subject.ifPresentOrElse(own::remove, () -> ofAll = AT_FIRST);
    }
}
