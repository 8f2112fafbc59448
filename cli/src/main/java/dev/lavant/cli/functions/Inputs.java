package dev.lavant.cli.functions;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.util.List;

/// Which topics a function's hosts read.
public final class Inputs {
    private Inputs() {}

    /// Its queue when it has a filter, since the router fills that; otherwise its source topics.
    public static List<String> of(FunctionDeployment function) {
        return function.getFilter() == null ? function.getSourceTopics() : List.of(Topics.queue(function.getName()));
    }
}
