package dev.lavant.simulator.plane;

import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.plane.Host.Phase;
import dev.lavant.simulator.policy.Sight;
import java.util.stream.IntStream;

/// Partitions, hosts and events in virtual time.
///
/// An event waits in its partition until the partition's host has a free slot; without an order, until any host
/// has. A host takes from its partitions in turn. It costs from its launch to its end. A partition that changes
/// hosts waits for the move.
public final class Plane implements Sight {
    private static final int DONE = 0;
    private static final int READY = 1;
    private static final int RESUME = 2;
    private static final int KIND_BITS = 2;
    private static final int HOST_BITS = 30;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final int HOST_MASK = (1 << HOST_BITS) - 1;

    private final Load load;
    private final Timing timing;
    private final int slots;
    private final Lines lines;
    private final Agenda agenda = new Agenda();
    private final Fleet fleet = new Fleet();
    private final Offsets offsets;
    private final Latencies latencies;
    private double now;
    private int arrived;
    private long handled;
    private double busySeconds;
    private int actions;
    private int launches;
    private int coldStarts;

    private record Timing(double start, double move, double join, double commit) {}

    /// Nothing has arrived and nothing runs.
    public Plane(Load load, Model model) {
        this.load = load;
        this.timing = new Timing(
                model.time(Setting.START),
                model.time(Setting.MOVE),
                model.time(Setting.JOIN),
                model.time(Setting.COMMIT));
        this.slots = model.count(Setting.CONCURRENCY);
        int partitions = model.count(Setting.PARTITIONS);
        this.lines = switch (model.sharing()) {
            case BY_PARTITION -> new Lines(partitions, Lines.Dealt.OWNED);
            case BY_EVENT -> new Lines(partitions, Lines.Dealt.SHARED);
        };
        this.offsets = new Offsets(partitions, timing.commit());
        this.latencies = new Latencies(model.time(Setting.TARGET));
    }

    /// When the next event arrives; never after the last one.
    public double nextArrival() {
        return arrived < load.workload().events() ? load.workload().at(arrived) : Double.POSITIVE_INFINITY;
    }

    /// Lets time pass.
    public void advanceTo(double time) {
        while (Math.min(nextArrival(), agenda.next()) <= time) {
            if (nextArrival() <= agenda.next()) {
                now = nextArrival();
                arrive(arrived++);
            } else {
                now = agenda.next();
                happen(agenda.take());
            }
        }
        now = time;
        offsets.settle(now);
    }

    private void arrive(int event) {
        int partition = load.workload().partition(event, offsets.partitions());
        offsets.appended(partition);
        lines.add(partition, event);
        lines.reader(partition, fleet, slots).ifPresent(this::dispatch);
    }

    private void happen(long what) {
        Host host = fleet.host((int) (what >> KIND_BITS) & HOST_MASK);
        int number = (int) (what >> (KIND_BITS + HOST_BITS));
        switch ((int) what & KIND_MASK) {
            case DONE -> done(host, number);
            case READY -> ready(host);
            default -> {
                lines.resume(number, now);
                dispatch(host);
            }
        }
    }

    private void schedule(double time, int kind, Host host, int number) {
        agenda.add(time, ((long) number << (KIND_BITS + HOST_BITS)) | ((long) host.id << KIND_BITS) | kind);
    }

    private void done(Host host, int event) {
        offsets.settle(now);
        offsets.done(load.workload().partition(event, offsets.partitions()));
        latencies.add(offsets.committedAt(now) - load.workload().at(event));
        handled++;
        busySeconds += load.service(event);
        host.busy--;
        if (host.phase == Phase.DRAINING && host.busy == 0) {
            fleet.gone(host, now);
        }
        dispatch(host);
    }

    private void ready(Host host) {
        if (host.phase == Phase.STARTING) {
            host.phase = Phase.READY;
            deal();
            dispatch(host);
        }
    }

    private void deal() {
        lines.deal(fleet.in(Phase.READY), (partition, owned) -> {
            double until = now + (owned ? timing.move() : timing.join());
            lines.pause(partition, until);
            schedule(until, RESUME, fleet.host(lines.owner(partition)), partition);
        });
    }

    private void dispatch(Host host) {
        while (host.ready() && host.busy < slots) {
            int event = lines.next(host);
            if (event < 0) {
                return;
            }
            host.busy++;
            schedule(now + load.service(event), DONE, host, event);
        }
    }

    /// Launches or drains hosts, so that so many work or soon will.
    public void scaleTo(int hosts) {
        int current = current();
        if (hosts == current) {
            return;
        }
        actions++;
        coldStarts += current == 0 ? 1 : 0;
        IntStream.range(current, hosts).forEach(_ -> launch());
        if (hosts < current) {
            fleet.victims(current - hosts).forEach(this::drain);
            deal();
        }
    }

    private void launch() {
        launches++;
        Host host = fleet.launch(now);
        schedule(now + timing.start(), READY, host, 0);
    }

    private void drain(Host host) {
        host.phase = Phase.DRAINING;
        host.partitions.clear();
        if (host.busy == 0) {
            fleet.gone(host, now);
        }
    }

    /// What it came to.
    public Tally tally() {
        return new Tally(
                fleet.seconds(now),
                latencies.lateShare(load.workload().events()),
                latencies.quantile(0.5),
                latencies.quantile(0.99),
                new Tally.Changes(actions, launches, coldStarts));
    }

    /// Whether every event has arrived and is committed.
    public boolean finished() {
        return arrived == load.workload().events() && lag() == 0;
    }

    @Override
    public double now() {
        return now;
    }

    @Override
    public int partitions() {
        return offsets.partitions();
    }

    @Override
    public long end(int partition) {
        return offsets.end(partition);
    }

    @Override
    public long committed(int partition) {
        return offsets.committed(partition);
    }

    @Override
    public int ready() {
        return fleet.count(Phase.READY);
    }

    @Override
    public int starting() {
        return fleet.count(Phase.STARTING);
    }

    @Override
    public int draining() {
        return fleet.count(Phase.DRAINING);
    }

    @Override
    public int inFlight() {
        return fleet.busy();
    }

    @Override
    public long handled() {
        return handled;
    }

    @Override
    public double busySeconds() {
        return busySeconds;
    }
}
