package dev.lavant.registry.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Modes: one for all subjects, and those that subjects have of their own.
///
/// Not thread-safe: part of [Subjects].
public final class Modes {
    private static final Mode AT_FIRST = Mode.READWRITE;

    private final Map<String, Mode> own = new HashMap<>();
    private Mode ofAll = AT_FIRST;

    /// The mode that holds for a subject.
    public Mode of(String subject) {
        return ofAll == Mode.READONLY_OVERRIDE ? ofAll : own.getOrDefault(subject, ofAll);
    }

    /// A subject's own mode.
    ///
    /// @throws Refused when it has none of its own
    public Mode own(String subject) {
        return found(subject)
                .orElseThrow(() -> new Refused(
                        Refused.Code.MODE_NOT_FOUND,
                        "Subject '" + subject + "' does not have subject-level mode configured"));
    }

    Optional<Mode> found(String subject) {
        return Optional.ofNullable(own.get(subject));
    }

    /// The mode of subjects without one of their own.
    public Mode ofAll() {
        return ofAll;
    }

    void requireWritable(String subject) {
        if (of(subject).readOnly()) {
            throw new Refused(Refused.Code.NOT_PERMITTED, "Subject " + subject + " is in read-only mode");
        }
    }

    void requireGivenIds(String subject) {
        requireWritable(subject);
        if (of(subject) != Mode.IMPORT) {
            throw new Refused(Refused.Code.NOT_PERMITTED, "Subject " + subject + " is not in import mode");
        }
    }

    void requireOwnIds(String subject) {
        requireWritable(subject);
        if (of(subject) == Mode.IMPORT) {
            throw new Refused(Refused.Code.NOT_PERMITTED, "Subject " + subject + " is not in read-write mode");
        }
    }

    void set(Optional<String> subject, Mode mode) {
        subject.ifPresentOrElse(name -> own.put(name, mode), () -> ofAll = mode);
    }

    void reset(Optional<String> subject) {
        subject.ifPresentOrElse(own::remove, () -> ofAll = AT_FIRST);
    }
}
