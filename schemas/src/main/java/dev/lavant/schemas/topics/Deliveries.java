package dev.lavant.schemas.topics;

/// How often a share group hands out one event. Past its limit Kafka lets the event go without a word, so a host must
/// decide before that.
public final class Deliveries {
    /// The group's setting `share.delivery.count.limit`: the most that a broker allows as it comes.
    public static final int LIMIT = 10;

    /// A host runs an event up to this delivery. Whoever gets it later makes it a dead letter at once; the rest of the
    /// deliveries is for hosts that die doing so.
    public static final int LAST_RUN = 7;

    private Deliveries() {}
}
