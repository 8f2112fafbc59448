package dev.lavant.router.result;

import java.util.List;

/// A function as whoever waits for its results must know it.
///
/// @param group consumer group by which it gets its events; part of the identity of what it did
/// @param outputs topics that it may write
public record Callee(String function, String group, List<String> outputs) {

    public Callee {
        outputs = List.copyOf(outputs);
    }
}
