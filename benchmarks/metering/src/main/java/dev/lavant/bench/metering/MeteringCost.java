package dev.lavant.bench.metering;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What metering costs for each event.
///
/// @param nanosByStep mean nanoseconds by the name of a method of [Steps]
public record MeteringCost(Map<String, Double> nanosByStep) {
    private static final TimeValue SECOND = TimeValue.seconds(1);

    /// Measures in processes of their own, with the options of a function host.
    ///
    /// @param forks processes, at least 1
    /// @param jvmOptions those of a function host
    public static MeteringCost measure(int forks, Collection<String> jvmOptions) {
        var options = new OptionsBuilder()
                .include(Steps.class.getName().replace(".", "\\."))
                .forks(forks)
                .warmupIterations(3)
                .warmupTime(SECOND)
                .measurementIterations(5)
                .measurementTime(SECOND)
                .jvmArgsAppend(jvmOptions.toArray(String[]::new))
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return new MeteringCost(new Runner(options)
                    .run().stream()
                            .map(RunResult::getPrimaryResult)
                            .collect(Collectors.toMap(result -> result.getLabel(), result -> result.getScore())));
        } catch (RunnerException failed) {
            throw new IllegalStateException("JMH could not measure", failed);
        }
    }

    /// A step's nanoseconds.
    public double nanos(String step) {
        return nanosByStep.getOrDefault(step, Double.NaN);
    }

    /// All that metering does for an event.
    public double nanosPerEvent() {
        return nanos("measure") + nanos("record");
    }
}
