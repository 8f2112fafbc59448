package dev.lavant.console.picture;

import java.util.List;
import java.util.Optional;

/// Something that a person asks the console to do; each is a command of the command line too.
public sealed interface Order {

    /// Stops a function.
    record Pause(String function) implements OfFunction {}

    /// Lets a paused function run.
    record Resume(String function) implements OfFunction {}

    /// Brings back an earlier revision.
    ///
    /// @param to empty for the one before
    record Rollback(String function, Optional<Integer> to) implements OfFunction {}

    /// Sends dead letters again.
    ///
    /// @param perSecond at most; empty for all at once
    record Replay(String function, Letters letters, Optional<Integer> perSecond) implements OfFunction {}

    /// Ends the replay that this console runs.
    record Stop(String function) implements OfFunction {}

    /// Lets dead letters be.
    record Drop(String function, Letters letters) implements OfFunction {}

    /// Sets what may be spent in a month.
    ///
    /// @param function empty for all of the tenant
    /// @param onLimit alert or pause; empty to leave that as it is
    record SetBudget(String tenant, String function, String amount, Optional<String> onLimit) implements OfBudget {}

    /// Gives a budget more for this month.
    record RaiseBudget(String tenant, String function, String more) implements OfBudget {}

    /// Which dead letters.
    ///
    /// @param places such as `0@17`; none for all
    /// @param error class of the exception, or code
    record Letters(List<String> places, Optional<String> error) {
        private String line() {
            var line = new StringBuilder();
            places.forEach(place -> line.append(" --letter ").append(place));
            error.ifPresent(it -> line.append(" --error ").append(word(it)));
            return line.toString();
        }
    }

    /// The function that it is about; empty for all of a tenant.
    String function();

    /// About one function.
    sealed interface OfFunction extends Order {}

    /// About a budget.
    sealed interface OfBudget extends Order {
        /// Whose.
        String tenant();

        /// As `TENANT` or `TENANT/FUNCTION`.
        default String scope() {
            return function().isEmpty() ? tenant() : tenant() + "/" + function();
        }
    }

    /// The command that does the same.
    default String line() {
        String command = switch (this) {
            case Pause(String function) -> "pause " + word(function);
            case Resume(String function) -> "resume " + word(function);
            case Rollback(String function, Optional<Integer> to) ->
                "rollback " + word(function) + to.map(it -> " --to " + it).orElse("");
            case Replay(String function, Letters letters, Optional<Integer> perSecond) ->
                "dlq replay " + word(function) + letters.line()
                        + perSecond.map(it -> " --rate " + it + "/s").orElse("");
            case Stop(String function) -> "dlq replay " + word(function) + "  # Ctrl-C";
            case Drop(String function, Letters letters) -> "dlq drop " + word(function) + letters.line() + " --yes";
            case SetBudget it ->
                "budget set " + word(it.scope()) + " " + word(it.amount())
                        + it.onLimit().map(on -> " --on-limit " + word(on)).orElse("");
            case RaiseBudget it -> "budget resume " + word(it.scope()) + " --more " + word(it.more());
        };
        return "./lavant " + command;
    }

    /// A word as a shell takes it, whatever is in it.
    private static String word(String text) {
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
