package dev.lavant.processor;

import io.micronaut.inject.ast.MethodElement;
import java.util.ArrayList;
import java.util.List;

/// Finds all that is wrong with one handler, so that its author reads everything at once.
final class HandlerCheck {
    private HandlerCheck() {}

    static List<Fault> faults(MethodElement handler) {
        var faults = new ArrayList<Fault>();
        Declaration declared = Declaration.of(handler);
        DeclarationCheck.faults(declared).forEach(message -> faults.add(new Fault(message, handler)));
        faults.addAll(PlaceCheck.faults(handler));
        faults.addAll(ParameterCheck.faults(handler));
        faults.addAll(ResultCheck.faults(handler, declared.output()));
        return faults;
    }
}
