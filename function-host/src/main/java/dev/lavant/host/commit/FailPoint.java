package dev.lavant.host.commit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Steps of a commit at which `lavant torture` has a host die, each right before the step is taken.
///
/// `-Dlavant.failpoint=before-commit:3` ends the process, as `kill -9` would, when it comes to that step for the third
/// time. Without that property a fail point costs nothing: the check is a constant.
///
/// Thread-safe.
public enum FailPoint {
    /// The slot's earlier owner is about to be fenced.
    BEFORE_FENCE,
    /// The transaction is about to begin.
    BEFORE_BEGIN,
    /// It has begun; outputs, dead letters and usage records are about to be sent.
    BEFORE_RECORDS,
    /// They are in the producer, some perhaps in Kafka; the offsets are about to join.
    BEFORE_OFFSETS,
    /// The offsets have joined; the rest of the records is about to be awaited.
    BEFORE_FLUSH,
    /// Everything is in Kafka and open; it is about to be committed.
    BEFORE_COMMIT,
    /// A transaction that failed is about to be aborted.
    BEFORE_ABORT,
    /// The transaction is committed, and the host does not know yet.
    AFTER_COMMIT;

    private static final String PROPERTY = "lavant.failpoint";
    private static final int KILLED = 137;
    private static final @Nullable String SETTING = System.getProperty(PROPERTY);
    private static final boolean SET = SETTING != null;
    private static final AtomicInteger PASSINGS = new AtomicInteger();

    /// When a host dies.
    ///
    /// @param passing from 1
    record Armed(FailPoint point, int passing) {}

    /// Dies here when the process was started to.
    ///
    /// @throws IllegalArgumentException when the property names no fail point
    public void reach() {
        if (SET && dies(Optional.ofNullable(SETTING).map(FailPoint::armed), PASSINGS)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    boolean dies(Optional<Armed> armed, AtomicInteger passings) {
        return armed.filter(here -> here.point() == this && passings.incrementAndGet() == here.passing())
                .isPresent();
    }

    /// Reads `NAME:N`.
    static Armed armed(String setting) {
        String[] parts = setting.split(":", -1);
        Optional<FailPoint> point = Arrays.stream(values())
                .filter(one -> one.text().equals(parts[0]))
                .findFirst();
        if (parts.length != 2 || point.isEmpty() || !parts[1].matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(PROPERTY + " must be NAME:N, with N from 1 and NAME one of "
                    + Arrays.stream(values()).map(FailPoint::text).collect(Collectors.joining(", ")) + "; was "
                    + setting);
        }
        return new Armed(point.get(), Integer.parseInt(parts[1]));
    }

    /// As the property has it: `before-commit`.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
