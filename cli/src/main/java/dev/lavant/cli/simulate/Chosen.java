package dev.lavant.cli.simulate;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.simulator.load.Synthetic;
import dev.lavant.simulator.load.Workload;
import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.policy.Contender;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was asked for on the command line, looked up by name.
record Chosen(List<String> workloads, List<String> traces, List<String> policies, List<String> settings, long seed) {
    private static final String ALL = "all";

    List<Contender> contenders() {
        if (policies.isEmpty() || policies.contains(ALL)) {
            return List.of(Contender.values());
        }
        return policies.stream()
                .map(name -> Contender.of(name)
                        .orElseThrow(() -> unknown("policy", name, names(Contender.values(), Contender::key))))
                .toList();
    }

    Model model() {
        Model model = Model.UNSET;
        for (String setting : settings) {
            model = with(model, setting);
        }
        return model;
    }

    private static Model with(Model model, String typed) {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        Setting setting =
                Setting.of(name).orElseThrow(() -> unknown("setting", name, names(Setting.values(), Setting::key)));
        String value = equals < 0 ? "" : typed.substring(equals + 1);
        try {
            return model.with(setting, value);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(
                            Exit.USAGE,
                            String.valueOf(wrong.getMessage()),
                            "It is " + setting.meaning() + ", " + setting.unset() + " when it is not set.",
                            "For example:  --set " + setting.key() + "=" + setting.unset())
                    .causedBy(wrong);
        }
    }

    List<Workload> workloads(Path folder) {
        boolean every = workloads.contains(ALL) || (workloads.isEmpty() && traces.isEmpty());
        Stream<Synthetic> made =
                every ? Arrays.stream(Synthetic.values()) : workloads.stream().map(Chosen::synthetic);
        return Stream.concat(
                        made.map(workload -> workload.workload(seed)),
                        traces.stream().map(trace -> Trace.typed(trace).read(folder, seed)))
                .toList();
    }

    private static Synthetic synthetic(String name) {
        return Synthetic.of(name)
                .orElseThrow(() -> unknown("workload", name, names(Synthetic.values(), Synthetic::key)));
    }

    private static <T> String names(T[] all, Function<T, String> key) {
        return Arrays.stream(all).map(key).collect(Collectors.joining(", "));
    }

    private static CommandFailed unknown(String kind, String name, String known) {
        return new CommandFailed(
                Exit.USAGE,
                "there is no " + kind + " '" + name + "'",
                "There are " + known + ".",
                "See:  lavant simulate --help");
    }
}
