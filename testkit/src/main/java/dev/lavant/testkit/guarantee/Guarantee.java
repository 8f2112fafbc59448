package dev.lavant.testkit.guarantee;

import java.util.List;

/// A promise of the platform that a history keeps or breaks, whatever was killed, rebalanced or delivered again.
public interface Guarantee {

    /// One word for a case in which it is broken, for tables: `lost`, `duplicated`.
    String kind();

    /// Every case in which this history breaks it, one for each event and fault; empty when it is kept.
    List<Violation> violations(History history);
}
