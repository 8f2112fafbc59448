package dev.lavant.billing.audit;

/// One thing that is wrong.
///
/// @param at where to look: a record as `orders-3@1207`, or the key of a sum or a statement in its topic
/// @param what is wrong there, and where the other side of it is
public record Finding(Kind kind, String at, String what) {

    /// What can be wrong.
    public enum Kind {
        /// An event was decided and never metered.
        GAP,
        /// A delivery was metered twice.
        DOUBLE,
        /// A usage record is not what its host wrote.
        ALTERED,
        /// A usage record has an id or a key that it cannot have.
        FOREIGN,
        /// A usage record is of no event.
        NO_EVENT,
        /// A usage record and the dead-letter topic tell different outcomes.
        OUTCOME,
        /// A published sum is not what the usage records add up to.
        SUM,
        /// A statement is not what the usage records add up to, or cost.
        STATEMENT,
        /// The chain of a tenant's statements is broken.
        CHAIN
    }

    @Override
    public String toString() {
        return kind + " " + at + ": " + what;
    }
}
