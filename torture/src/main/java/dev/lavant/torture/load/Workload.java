package dev.lavant.torture.load;

import dev.lavant.torture.function.Chore;
import dev.lavant.torture.function.Chore.Manner;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// The events of a run, without end: the same seed gives the same ones. Used by one thread.
///
/// Of a hundred, some ninety are done at once, six take up to a quarter of a second, three fail at first and one
/// always. Ten keys of sixty get half of the events.
public final class Workload {
    private static final int KEYS = 60;
    private static final int BUSY_KEYS = 10;

    private final SplittableRandom random;
    private final Map<String, Long> numbers = new HashMap<>();

    public Workload(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// The next event.
    public Chore next() {
        int kind = random.nextInt(100);
        if (kind < 6) {
            return chore(Manner.SLOW, 0, 20 + random.nextInt(230));
        }
        if (kind < 9) {
            return chore(Manner.FAILS, 1 + random.nextInt(2), 0);
        }
        return chore(kind < 10 ? Manner.DIES : Manner.FAST, 0, 0);
    }

    /// The next event as one that exhausts its host's memory.
    ///
    /// @param times hosts that die of it
    public Chore exhausting(int times) {
        return chore(Manner.EXHAUSTS, times, 0);
    }

    private Chore chore(Manner manner, int times, int millis) {
        String key = "k" + random.nextInt(random.nextInt(2) == 0 ? BUSY_KEYS : KEYS);
        long number = numbers.merge(key, 1L, Long::sum) - 1;
        return new Chore(key, number, manner, times, millis);
    }
}
