package dev.lavant.deploy.replay;

/// What came of a command about dead letters.
///
/// @param chosen letters that it was about
/// @param done of them, now
/// @param before of them were sent again or dropped earlier
/// @param notWhole of them hold no value and cannot be sent again
public record Redriven(long chosen, long done, long before, long notWhole) {
    static final Redriven NOTHING = new Redriven(0, 0, 0, 0);

    /// Letters that can still be sent.
    public long left() {
        return chosen - done - before - notWhole;
    }

    Redriven alreadyDecided() {
        return new Redriven(chosen + 1, done, before + 1, notWhole);
    }

    Redriven cannotBe() {
        return new Redriven(chosen + 1, done, before, notWhole + 1);
    }

    Redriven withoutDone() {
        return new Redriven(chosen, 0, before, notWhole);
    }

    Redriven oneMore() {
        return new Redriven(chosen + 1, done + 1, before, notWhole);
    }
}
