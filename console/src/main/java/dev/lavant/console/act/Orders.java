package dev.lavant.console.act;

import dev.lavant.console.picture.Act;
import dev.lavant.console.picture.Act.State;
import dev.lavant.console.picture.Order;
import dev.lavant.console.picture.Picture;
import dev.lavant.deploy.act.BudgetActions;
import dev.lavant.deploy.act.BudgetScope;
import dev.lavant.deploy.act.ChosenLetters;
import dev.lavant.deploy.act.Comeback;
import dev.lavant.deploy.act.Declined;
import dev.lavant.deploy.act.FunctionActions;
import dev.lavant.deploy.act.LetterActions;
import dev.lavant.deploy.check.Finding;
import dev.lavant.deploy.replay.Redriven;
import dev.lavant.schemas.OnLimit;
import dev.lavant.schemas.wire.Connection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what people ask for, and puts into the picture who did what and what came of it. Thread-safe.
public final class Orders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final Picture picture;
    private final FunctionActions functions;
    private final LetterActions letters;
    private final BudgetActions budgets;
    private final Replays replays;

    /// Of a platform, told in its picture.
    public Orders(Connection connection, Picture picture) {
        this.picture = picture;
        this.functions = new FunctionActions(connection);
        this.letters = new LetterActions(connection);
        this.budgets = new BudgetActions(connection);
        this.replays = new Replays(letters, this::tell);
    }

    /// Does it; a replay that has something to send is only begun.
    ///
    /// @param who asks
    /// @param tenant whose function or budget it is about
    /// @throws Declined when it was not done
    public Act carryOut(Order order, String who, String tenant) {
        var act = new Act(
                UUID.randomUUID().toString(),
                Instant.now().toEpochMilli(),
                who,
                tenant,
                order.function(),
                order.line(),
                State.RUNNING,
                "");
        try {
            return order instanceof Order.Replay replay
                    ? replays.begin(replay, act)
                    : tell(act.now(State.DONE, done(order)));
        } catch (RuntimeException failed) {
            tell(act.now(
                    State.FAILED, failed instanceof Declined no ? no.what() + ". " + no.why() : failed.toString()));
            throw failed;
        }
    }

    private Act tell(Act act) {
        picture.take(act);
        if (act.state() != State.RUNNING) {
            LOG.atInfo()
                    .addKeyValue("who", act.who())
                    .addKeyValue("command", act.line())
                    .addKeyValue("state", act.state())
                    .addKeyValue("says", act.says())
                    .log("acted from the console");
        }
        return act;
    }

    private String done(Order order) {
        return switch (order) {
            case Order.Pause(String function) -> functions.pause(function);
            case Order.Resume(String function) -> functions.resume(function);
            case Order.Rollback(String function, Optional<Integer> to) -> rolledBack(function, to);
            case Order.Stop(String function) -> replays.stop(function);
            case Order.Drop drop -> dropped(drop);
            case Order.SetBudget set -> set(set);
            case Order.RaiseBudget raise -> raised(raise);
            case Order.Replay _ -> throw new IllegalArgumentException("a replay is begun and not waited for");
        };
    }

    private String rolledBack(String function, Optional<Integer> to) {
        Comeback comeback = functions.comeback(function, to);
        if (!comeback.checked().possible()) {
            throw new Declined(
                    Declined.Reason.CHECK_FAILED,
                    "nothing was rolled back",
                    comeback.checked().findings().stream()
                            .filter(finding -> finding.level() == Finding.Level.FAIL)
                            .map(finding -> finding.subject() + ": " + finding.what())
                            .collect(Collectors.joining("; ")),
                    "Mend that and try again, or bring back another one, see  lavant describe " + function);
        }
        return comeback.bring();
    }

    private String dropped(Order.Drop drop) {
        Redriven redriven = letters.drop(
                drop.function(),
                new ChosenLetters(drop.letters().places(), drop.letters().error()));
        return "dropped " + redriven.done() + " of " + redriven.chosen()
                + " dead letters; something had been done about " + redriven.before() + " before";
    }

    private String set(Order.SetBudget order) {
        Optional<OnLimit> onLimit = order.onLimit().map(Orders::onLimit);
        budgets.set(BudgetScope.parse(order.scope()), order.amount(), onLimit);
        return "the budget of " + order.scope() + " is " + order.amount() + " a month; it holds within seconds";
    }

    private static OnLimit onLimit(String text) {
        try {
            return OnLimit.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Declined(
                    Declined.Reason.WRONG,
                    "onLimit: '" + text + "' is neither alert nor pause",
                    "Nothing was done.",
                    "Say  alert  or  pause, or leave it out.");
        }
    }

    private String raised(Order.RaiseBudget order) {
        return budgets.resume(BudgetScope.parse(order.scope()), order.more())
                .says()
                .orElse("the budget of " + order.scope() + " has " + order.more() + " more for this month");
    }

    @Override
    public void close() {
        replays.close();
    }
}
