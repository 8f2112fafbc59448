package dev.lavant.autoscaler.act;

import dev.lavant.schemas.launch.HostLaunch;
import java.util.List;

/// Runs hosts somewhere: as child processes, in containers, in pods. Used by one thread.
///
/// It holds no rule: how many hosts there are, and which one goes, was decided before.
public interface HostDriver extends AutoCloseable {

    /// Hosts of an earlier autoscaler that this driver has ended when it was opened, before they could say that they
    /// end.
    default List<String> leftBehind() {
        return List.of();
    }

    /// Its autoscaler leads from now on. Hosts that have outlived the leader before are taken over.
    default void takeOver() {}

    /// Another autoscaler leads. Hosts that would not outlive this one finish what they have; any others are the new
    /// leader's. Doing it again changes nothing.
    default void handOver() {
        hosts().forEach(host -> drain(host.id()));
    }

    /// Hosts that wait for a function.
    default int warmHosts() {
        return 0;
    }

    /// Starts a host. One that cannot be started is told by [#ended], as one that ended at once would be.
    void start(HostLaunch launch);

    /// No host is on its way: this is the time to make ready what the next start can use. Called at each look at which
    /// that is so.
    void prepare();

    /// Asks a host to finish what it runs, commit and end. Asking again changes nothing, nor does asking one that is
    /// gone.
    void drain(String hostId);

    /// Has a running host take another revision of its function in place: it finishes what it runs, commits,
    /// and goes on with the new code. One that cannot ends, as told by [#ended].
    ///
    /// @param launch of the same host and slot
    void hand(HostLaunch launch);

    /// Hosts that have not ended, the oldest first.
    List<Host> hosts();

    /// The hosts that have ended since the last call.
    List<HostEnd> ended();

    /// Asks all hosts to finish, waits for them, and leaves none.
    @Override
    void close();
}
