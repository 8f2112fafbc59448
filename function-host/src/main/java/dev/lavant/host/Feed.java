package dev.lavant.host;

import dev.lavant.host.Outbox.Entry;
import dev.lavant.host.commit.Committer;
import dev.lavant.schemas.GroupKind;
import java.time.Duration;
import java.util.List;

/// Where a host's events come from, and how their group learns that they are done: partitions that are the host's for a
/// while ([PartitionFeed]), or single events that are locked for it ([ShareFeed]).
///
/// Owned by the engine's thread.
interface Feed extends AutoCloseable {

    /// Who works on the events; called inside [#take], on the same thread.
    interface Owner {
        /// What has begun of these may end and be committed now; [#gone] follows.
        void leaving(List<Tenure> tenures);

        /// Another host has the events of these: nothing of them can be committed any more.
        void gone(List<Tenure> tenures);
    }

    GroupKind kind();

    /// New events. To be called every turn, also while nothing new is wanted: it keeps up what the host has.
    List<InFlight> take(Duration atMost);

    /// How much is between its reading and its commit now, so that no more comes than there is room for.
    ///
    /// @param bytes of those, and of outputs that are not committed
    void limit(int events, long bytes);

    /// Whether the host has its part of the group's work, be that nothing for now.
    boolean joined();

    /// Whether events may run: only once Kafka knows whose they are.
    boolean mayRun();

    /// Nothing runs, is due or waits for a commit.
    void idle();

    /// Whether the outcome of these may be committed now.
    boolean holds(Batch batch);

    /// A transaction that is about to begin.
    Committer.Transaction transaction(List<Entry> entries);

    /// The last [#transaction] is committed.
    void committed();

    /// Nothing of the last [#transaction] is committed.
    void aborted();

    /// The event is left to another host, without an outcome.
    void release(InFlight event);

    /// From now on nothing begins and nothing new comes: the host drains.
    ///
    /// @return what it has
    List<Tenure> leave();

    /// Whether all that there is has been taken; false also when nobody can say. Asks the broker.
    boolean atEnd();

    /// Leaves the group.
    @Override
    void close();
}
