package dev.lavant.processor;

import dev.lavant.manifest.SettingRules;
import io.micronaut.inject.ast.MethodElement;
import java.util.ArrayList;
import java.util.List;

/// Finds all that is wrong with one handler, so that its author reads everything at once.
final class HandlerCheck {
    private HandlerCheck() {}

    static List<Fault> faults(MethodElement handler) {
        var faults = new ArrayList<Fault>();
        Declaration declared = Declaration.of(handler);
        SettingRules.faults(declared.name(), declared.settings())
                .forEach(message -> faults.add(new Fault(message, handler)));
        if (declared.output().both()) {
            faults.add(new Fault(
                    "function '" + declared.name() + "' has an output and several outputs: write all of them in"
                            + " outputs",
                    handler));
        }
        faults.addAll(PlaceCheck.faults(handler));
        faults.addAll(ParameterCheck.faults(handler));
        faults.addAll(BatchCheck.faults(handler, declared.settings()));
        faults.addAll(ResultCheck.faults(handler, declared.output().all()));
        return faults;
    }
}
