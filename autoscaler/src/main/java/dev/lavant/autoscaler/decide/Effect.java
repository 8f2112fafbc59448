package dev.lavant.autoscaler.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether more hosts did more. A service rate that falls as hosts are added (a database that all of them wait
/// for) is seen only here.
///
/// After hosts were added for a backlog, and as many work and still have one, the rate of commits must have
/// grown by a tenth of what they promised. When it has not twice in a row, no more are added for five minutes.
///
/// @param trial hosts that were added and are not judged yet
/// @param failures trials in a row that came to nothing
/// @param committed events at the last look, and the rate of commits over some ten seconds
record Effect(Optional<Trial> trial, int failures, Instant failedAt, Committed committed) {
    static final Effect NONE = new Effect(Optional.empty(), 0, Instant.MIN, new Committed(Instant.MIN, 0, 0));

    private static final int TOLERATED = 2;
    private static final double LEAST_GAIN = 0.1;
    private static final double SETTLE_SECONDS = 20;
    private static final double MEMORY_SECONDS = 10;
    private static final double HOLD_SECONDS = 300;

    /// Hosts that were added.
    ///
    /// @param promised events a second more
    record Trial(Instant at, int hosts, double perSecond, double promised) {}

    /// Commits so far.
    record Committed(Instant at, long events, double perSecond) {

        private Committed then(Instant now, long events) {
            if (at.equals(Instant.MIN) || !now.isAfter(at)) {
                return new Committed(now, events, perSecond);
            }
            double passed = Pace.seconds(Duration.between(at, now));
            double weight = 1 - Math.exp(-passed / MEMORY_SECONDS);
            double rate = Math.max(0, events - this.events) / passed;
            return new Committed(now, events, perSecond + weight * (rate - perSecond));
        }
    }

    /// Judges a trial when its time has come.
    Effect seen(Pace pace, Observation seen, Lag.Known lag) {
        Committed now = committed.then(seen.at(), lag.end() - lag.events());
        var followed = new Effect(trial, failures, failedAt, now);
        return trial.filter(
                        made -> Pace.seconds(Duration.between(made.at(), seen.at())) >= pace.lead(1) + SETTLE_SECONDS)
                .map(made -> followed.judged(made, seen, lag.events() > 2 * pace.perHost() * made.hosts()))
                .orElse(followed);
    }

    private Effect judged(Trial made, Observation seen, boolean stillBehind) {
        boolean tells = stillBehind && seen.hosts().ready() >= made.hosts();
        boolean failed = tells && committed.perSecond() - made.perSecond() < LEAST_GAIN * made.promised();
        int inARow = failed ? failures + 1 : tells || !stillBehind ? 0 : failures;
        return new Effect(Optional.empty(), inARow, failed ? seen.at() : failedAt, committed);
    }

    /// After a decision to have so many.
    Effect decided(Pace pace, Observation seen, int hosts) {
        int more = hosts - seen.hosts().current();
        if (more <= 0 || seen.hosts().ready() == 0 || trial.isPresent()) {
            return this;
        }
        var made = new Trial(seen.at(), hosts, committed.perSecond(), more * pace.perHost());
        return new Effect(Optional.of(made), failures, failedAt, committed);
    }

    /// Whether no more hosts should be added now.
    boolean inVain(Instant now) {
        return failures >= TOLERATED && Pace.seconds(Duration.between(failedAt, now)) < HOLD_SECONDS;
    }
}
