package dev.lavant.cli.audit;

import dev.lavant.billing.audit.Finding;
import java.util.List;

/// What an audit has looked at, and what it has found.
///
/// @param counts what was looked at, one for each check
/// @param findings what is wrong; empty when all is as it should be
/// @param notes what could not be looked at, and why
public record Audited(List<Count> counts, List<Finding> findings, List<String> notes) {

    /// What is checked.
    public enum Check {
        EVENTS("events decided"),
        USAGE("usage records"),
        LETTERS("dead letters"),
        SUMS("sums of minutes and hours"),
        STATEMENTS("statements"),
        CHAIN("links of the chains");

        private final String words;

        Check(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /// The check that finds a fault of a kind.
        static Check that(Finding.Kind kind) {
            return switch (kind) {
                case GAP, NO_EVENT -> EVENTS;
                case ALTERED, FOREIGN, DOUBLE -> USAGE;
                case OUTCOME -> LETTERS;
                case SUM -> SUMS;
                case STATEMENT -> STATEMENTS;
                case CHAIN -> CHAIN;
            };
        }
    }

    /// How many were looked at.
    public record Count(Check check, long looked) {}

    /// How many things one check has found wrong.
    long wrong(Check check) {
        return findings.stream()
                .filter(finding -> Check.that(finding.kind()) == check)
                .count();
    }

    /// Whether the published sums or statements are not those of the usage records.
    boolean sumsDiffer() {
        return wrong(Check.SUMS) + wrong(Check.STATEMENTS) > 0;
    }
}
