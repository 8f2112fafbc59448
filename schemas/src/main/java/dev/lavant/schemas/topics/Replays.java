package dev.lavant.schemas.topics;

import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import java.util.List;

/// How events of a function run again: copies of them go to a topic that only this function reads, through a deployment
/// beside its own. That has the same code and a group, hosts and lines on the bill of its own, so that the past neither
/// holds up the present nor is mistaken for it.
///
/// Its name is the function's and `.replay`; no function has a dot in its name.
public final class Replays {
    /// Header of a copy: [#OF_A_DEAD_LETTER].
    public static final String MARK = "lavant-replay";

    /// Value of [#MARK] for an event that was a dead letter.
    public static final String OF_A_DEAD_LETTER = "redrive";

    /// Header of a copy: the letter that it was, see [dev.lavant.schemas.DecidedLetter].
    public static final String LETTER = "lavant-replay-of";

    /// Header of a copy: how often the event has been sent again, this time included.
    public static final String TIMES = "lavant-replay-times";

    private static final String SUFFIX = ".replay";
    private static final String TOPIC = "lavant.replays.";

    private Replays() {}

    /// Name of the deployment beside a function's own.
    public static String beside(String function) {
        return function + SUFFIX;
    }

    /// Whether a deployment is one beside a function's own.
    public static boolean isBeside(String deployment) {
        return deployment.endsWith(SUFFIX);
    }

    /// The function that a deployment runs.
    public static String function(String deployment) {
        return isBeside(deployment) ? deployment.substring(0, deployment.length() - SUFFIX.length()) : deployment;
    }

    /// Where copies of a function's events wait.
    public static String topic(String function) {
        return TOPIC + function;
    }

    /// The deployment beside a function's own. It keeps an order per key whatever the function needs: a share group
    /// would have to be made ready, and what is sent again is seldom much.
    public static FunctionDeployment beside(FunctionDeployment function) {
        String name = beside(function.getName());
        return FunctionDeployment.newBuilder(function)
                .setName(name)
                .setSourceTopics(List.of(topic(function.getName())))
                .setSchedule(null)
                .setFilter(null)
                .setStartOffsets(List.of())
                .setGroupId(Topics.group(name))
                .setOrdering(function.getOrdering() == EventOrdering.NONE ? EventOrdering.KEY : function.getOrdering())
                .setPaused(false)
                .build();
    }
}
