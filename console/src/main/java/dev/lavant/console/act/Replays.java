package dev.lavant.console.act;

import dev.lavant.console.picture.Act;
import dev.lavant.console.picture.Act.State;
import dev.lavant.console.picture.Order;
import dev.lavant.deploy.act.ChosenLetters;
import dev.lavant.deploy.act.Declined;
import dev.lavant.deploy.act.LetterActions;
import dev.lavant.deploy.replay.Letter;
import dev.lavant.deploy.replay.Pace;
import dev.lavant.deploy.replay.Redriven;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Replays that this console runs: one of a function at a time, each on a thread of its own. Thread-safe.
final class Replays implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration TELL_EACH = Duration.ofSeconds(1);

    private final LetterActions letters;
    private final Consumer<Act> tell;
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    Replays(LetterActions letters, Consumer<Act> tell) {
        this.letters = letters;
        this.tell = tell;
    }

    /// Begins one, unless there is nothing to send, and tells how far it is from then on.
    ///
    /// @return how far it is
    Act begin(Order.Replay order, Act act) {
        var chosen = new ChosenLetters(order.letters().places(), order.letters().error());
        Pace pace = order.perSecond().map(Replays::pace).orElse(Pace.UNBOUNDED);
        Redriven would = letters.would(order.function(), chosen);
        if (would.left() == 0) {
            Act done = act.now(State.DONE, "there was nothing to send: " + left(would));
            tell.accept(done);
            return done;
        }
        Act begun = act.now(State.RUNNING, "0 of " + would.left() + " sent");
        var replay = new Running(begun, would.left());
        if (running.putIfAbsent(order.function(), replay) != null) {
            throw new Declined(
                    Declined.Reason.FAILED,
                    "a replay of " + order.function() + " runs already",
                    "Of two that are at work the second would end the first.",
                    "Stop it first, or wait until it has ended.");
        }
        tell.accept(begun);
        replay.thread = Thread.ofVirtual()
                .name("console-replay-" + order.function())
                .start(() -> run(order.function(), replay, chosen, pace));
        return begun;
    }

    /// Lets one send no more.
    String stop(String function) {
        Running replay = running.get(function);
        if (replay == null) {
            throw new Declined(
                    Declined.Reason.NOT_FOUND,
                    "no replay of " + function + " runs here",
                    "It may have ended, or another console or a command runs it.",
                    "What was sent and waits is stopped by:  lavant pause " + function + ".replay");
        }
        replay.stopped = true;
        return "the replay of " + function + " sends no more";
    }

    private void run(String function, Running replay, ChosenLetters chosen, Pace pace) {
        try {
            Redriven redriven = letters.replay(function, replay.unlessStopped(chosen, tell), pace);
            tell.accept(replay.act.now(
                    replay.stopped ? State.STOPPED : State.DONE,
                    "sent " + redriven.done() + " again; they run as " + function + ".replay"));
        } catch (RuntimeException failed) { // whoever looks at the page is told
            tell.accept(replay.act.now(
                    State.FAILED, failed instanceof Declined no ? no.what() + ". " + no.why() : failed.toString()));
        } finally {
            running.remove(function, replay);
        }
    }

    private static Pace pace(int perSecond) {
        try {
            return new Pace(perSecond);
        } catch (IllegalArgumentException wrong) {
            throw new Declined(
                    Declined.Reason.WRONG,
                    String.valueOf(wrong.getMessage()),
                    "Nothing was sent.",
                    "Say how many a second, such as 20, or leave it out.");
        }
    }

    private static String left(Redriven would) {
        return "of " + would.chosen() + " letters something had been done about " + would.before() + ", and "
                + would.notWhole() + " hold no value";
    }

    /// One that is at work.
    private static final class Running {
        private final Act act;
        private final long all;
        private volatile boolean stopped;
        private Thread thread = Thread.currentThread();
        private long passed; // this and toldNanos: of the thread that sends
        private long toldNanos = System.nanoTime();

        Running(Act act, long all) {
            this.act = act;
            this.all = all;
        }

        Predicate<Letter> unlessStopped(ChosenLetters chosen, Consumer<Act> tell) {
            return letter -> {
                if (stopped || !chosen.test(letter)) {
                    return false;
                }
                if (System.nanoTime() - toldNanos > TELL_EACH.toNanos()) {
                    toldNanos = System.nanoTime();
                    tell.accept(act.now(State.RUNNING, passed + " of " + all + " sent"));
                }
                passed += letter.waits() ? 1 : 0;
                return true;
            };
        }
    }

    @Override
    public void close() {
        List.copyOf(running.values()).forEach(replay -> replay.stopped = true);
        List.copyOf(running.values()).forEach(Replays::join);
    }

    private static void join(Running replay) {
        try {
            replay.thread.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
