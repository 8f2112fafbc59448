package dev.lavant.deploy.act;

import dev.lavant.deploy.replay.Letter;
import dev.lavant.deploy.replay.Overtaken;
import dev.lavant.deploy.replay.Pace;
import dev.lavant.deploy.replay.Redrive;
import dev.lavant.deploy.replay.Redriven;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.control.ControlState;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.util.function.Function;
import java.util.function.Predicate;

/// What can be done about the dead letters of a function, each once: see [Redrive].
public record LetterActions(Connection connection) {

    /// What a replay would be about; does nothing.
    ///
    /// @throws Declined when there is no such function
    public Redriven would(String function, Predicate<Letter> chosen) {
        return Redrive.would(connection, deployed(function), chosen);
    }

    /// Sends letters again.
    ///
    /// @throws Declined when there is no such function, or another command began
    public Redriven replay(String function, Predicate<Letter> chosen, Pace pace) {
        return alone(function, redrive -> redrive.replay(chosen, pace));
    }

    /// Lets letters be.
    ///
    /// @throws Declined when there is no such function, or another command began
    public Redriven drop(String function, Predicate<Letter> chosen) {
        return alone(function, redrive -> redrive.drop(chosen));
    }

    private Redriven alone(String function, Function<Redrive, Redriven> what) {
        FunctionDeployment deployed = deployed(function);
        try (var redrive = Redrive.begin(connection, deployed)) {
            return what.apply(redrive);
        } catch (Overtaken overtaken) {
            throw new Declined(
                            Declined.Reason.FAILED,
                            String.valueOf(overtaken.getMessage()),
                            "This one has ended, so that no letter is sent twice. What it had sent stays sent.",
                            "See what is left:  lavant dlq ls " + function)
                    .causedBy(overtaken);
        }
    }

    private FunctionDeployment deployed(String function) {
        return ControlState.read(connection, Topics.FUNCTIONS).all(Topics.FUNCTIONS, FunctionDeployment.class).stream()
                .filter(one -> one.getName().equals(function) && !Replays.isBeside(function))
                .findFirst()
                .orElseThrow(() -> new Declined(
                        Declined.Reason.NOT_FOUND,
                        "there is no function '" + function + "'",
                        "Only a function that is deployed can be sent its dead letters.",
                        "See them:  lavant ls"));
    }
}
