package dev.lavant.torture.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/// The faults of a run, without end. The same seed gives the same plan; what it meets, and so what comes of it, is
/// different each time, since processes do not run alike twice.
///
/// Faults come in hands of some eighteen, each in an order of its own. Each hand has all kinds but those of the broker,
/// which every second hand has, a kill and a stop by turns: they cost the most time.
public final class Plan {
    private static final int KILLS = 9;
    private static final int REPLACEMENTS = 2;
    private static final int EXHAUSTIONS = 2;
    private static final int LONGEST_PAUSE_MILLIS = 800;
    private static final int ANY_HOST = 1 << 20;

    private final SplittableRandom random;
    private final int mostHosts;
    private final Deque<Fault> hand = new ArrayDeque<>();
    private int hands;

    /// @param mostHosts at once, at least 1
    public Plan(long seed, int mostHosts) {
        this.random = new SplittableRandom(seed);
        this.mostHosts = mostHosts;
    }

    /// The next step.
    public Step next() {
        if (hand.isEmpty()) {
            hand.addAll(deal());
        }
        return new Step(millis(0, LONGEST_PAUSE_MILLIS), hand.removeFirst());
    }

    private List<Fault> deal() {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < KILLS; i++) {
            faults.add(new Fault.Kill(host()));
        }
        for (int i = 0; i < REPLACEMENTS; i++) {
            faults.add(new Fault.Replace(host(), millis(300, 8_000)));
        }
        for (int i = 0; i < EXHAUSTIONS; i++) {
            faults.add(new Fault.ExhaustMemory(1 + random.nextInt(2)));
        }
        faults.add(new Fault.Freeze(host(), millis(4_000, 9_000)));
        faults.add(new Fault.KillAll());
        if (hands % 2 == 0) {
            faults.add(broker());
        }
        hands++;
        return withDip(shuffled(faults));
    }

    private Fault broker() {
        return hands % 4 == 0 ? new Fault.KillBroker(millis(0, 2_000)) : new Fault.StopBroker(millis(0, 2_000));
    }

    private List<Fault> shuffled(List<Fault> faults) {
        var rest = new ArrayList<>(faults);
        var shuffled = new ArrayList<Fault>();
        while (!rest.isEmpty()) {
            shuffled.add(rest.remove(random.nextInt(rest.size())));
        }
        return shuffled;
    }

    /// Down to one host and up again, one or two faults later.
    private List<Fault> withDip(List<Fault> faults) {
        var dipped = new ArrayList<>(faults);
        int down = random.nextInt(faults.size() - 1);
        dipped.add(down + 1 + random.nextInt(2), new Fault.Scale(mostHosts));
        dipped.add(down, new Fault.Scale(1));
        return dipped;
    }

    private int host() {
        return random.nextInt(ANY_HOST);
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }
}
