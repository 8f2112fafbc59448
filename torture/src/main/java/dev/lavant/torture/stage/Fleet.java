package dev.lavant.torture.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The hosts in their slots, and those that have no slot any more: zombies and hosts on their way out. A host that dies
/// is replaced in its slot at the next [#fill], as the autoscaler does. Owned by the torturer's thread.
public final class Fleet implements AutoCloseable {
    private static final Duration LAST_GRACE = Duration.ofSeconds(20);

    private final Launcher launcher;
    private final IntFunction<Optional<String>> failPoints;
    private final Map<Integer, HostProcess> slots = new HashMap<>();
    private final List<HostProcess> others = new ArrayList<>();
    private int wanted;
    private int started;
    private boolean sound;

    /// A host that is gone.
    public record Departure(HostProcess host, HostProcess.End end) {}

    /// @param failPoints where the host with this number of starts before it dies by itself
    public Fleet(Launcher launcher, IntFunction<Optional<String>> failPoints) {
        this.launcher = launcher;
        this.failPoints = failPoints;
    }

    /// Has as many hosts from the next [#fill] on; those in higher slots are asked to finish.
    public void scale(int hosts) {
        wanted = hosts;
        List.copyOf(slots.values()).stream()
                .filter(host -> host.slot() >= hosts)
                .forEach(host -> {
                    host.drain();
                    retire(host);
                });
    }

    /// From now on hosts are started without fail points.
    public void startSoundOnes() {
        sound = true;
    }

    /// Starts hosts in empty slots, unless one that is asked to finish is still in them.
    ///
    /// @return those started
    public List<HostProcess> fill() {
        var begun = new ArrayList<HostProcess>();
        for (int slot = 0; slot < wanted; slot++) {
            if (!slots.containsKey(slot) && !finishing(slot)) {
                begun.add(start(slot));
            }
        }
        return begun;
    }

    private boolean finishing(int slot) {
        return others.stream().anyMatch(host -> host.slot() == slot && host.draining());
    }

    private HostProcess start(int slot) {
        int number = started++;
        Optional<String> failPoint = sound ? Optional.empty() : failPoints.apply(number);
        HostProcess host = launcher.start("torture-" + number, slot, failPoint);
        slots.put(slot, host);
        return host;
    }

    /// A host that has begun to handle events and is not spared for another fate; empty when there is none.
    ///
    /// @param number any, from 0
    public Optional<HostProcess> victim(int number) {
        long now = System.nanoTime();
        List<HostProcess> victims =
                working().stream().filter(host -> !host.spared(now)).toList();
        return victims.isEmpty() ? Optional.empty() : Optional.of(victims.get(number % victims.size()));
    }

    /// The hosts in their slots that have begun to handle events.
    public List<HostProcess> working() {
        return slots.values().stream().filter(HostProcess::works).toList();
    }

    /// `kill -9`.
    public void kill(HostProcess host) {
        host.kill();
    }

    /// SIGSTOP; it goes on in its slot.
    public void freeze(HostProcess host, Duration length) {
        host.freeze(length, System.nanoTime());
    }

    /// SIGSTOP, and the slot is free for a successor.
    public void freezeAndReplace(HostProcess host, Duration length) {
        host.freeze(length, System.nanoTime());
        retire(host);
    }

    private void retire(HostProcess host) {
        slots.remove(host.slot(), host);
        others.add(host);
    }

    /// Lets those go on whose time has come.
    public List<HostProcess> thaw() {
        long now = System.nanoTime();
        return all().filter(host -> host.thaw(now)).toList();
    }

    /// Lets all frozen ones go on.
    public void thawAll() {
        all().forEach(host -> host.thaw(Long.MAX_VALUE));
    }

    /// Those that have ended since the last call.
    public List<Departure> departed() {
        List<HostProcess> gone = all().filter(host -> !host.alive()).toList();
        gone.forEach(host -> {
            slots.remove(host.slot(), host);
            others.remove(host);
        });
        return gone.stream().map(host -> new Departure(host, host.end())).toList();
    }

    private Stream<HostProcess> all() {
        return Stream.concat(List.copyOf(slots.values()).stream(), List.copyOf(others).stream());
    }

    /// `kill -9` for all, also from another thread when this process ends.
    public void killAll() {
        all().forEach(HostProcess::kill);
    }

    /// Ends all of them: asks first, kills after twenty seconds.
    @Override
    public void close() {
        thawAll();
        all().forEach(HostProcess::cut);
        long until = System.nanoTime() + LAST_GRACE.toNanos();
        all().forEach(host -> host.awaitEnd(Duration.ofNanos(until - System.nanoTime())));
        all().filter(HostProcess::alive).forEach(HostProcess::kill);
    }
}
