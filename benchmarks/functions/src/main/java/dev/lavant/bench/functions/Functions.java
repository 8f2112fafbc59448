package dev.lavant.bench.functions;

import dev.lavant.function.EventFunction;

/// What Lavant runs in the benchmarks: as little as possible, so that the platform is what is measured.
///
/// The settings that matter are those of the deployment, which the driver makes for each scenario.
public class Functions {

    /// Does nothing.
    @EventFunction(topics = "events")
    void noop(byte[] payload) {
        if (payload.length == 0) {
            throw new IllegalArgumentException("events of the benchmarks have a payload, this one has none");
        }
    }
}
