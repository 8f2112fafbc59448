package dev.lavant.processor;

import dev.lavant.function.Header;
import dev.lavant.function.Key;
import dev.lavant.manifest.FunctionManifest.Shape;
import dev.lavant.manifest.Setting;
import dev.lavant.manifest.Settings;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.ast.ParameterElement;
import java.util.ArrayList;
import java.util.List;

/// Finds handlers whose signature and annotation do not agree on whether one call gets one event or many.
final class BatchCheck {
    private BatchCheck() {}

    /// All that is wrong about it.
    static List<Fault> faults(MethodElement handler, Settings settings) {
        var faults = new ArrayList<Fault>();
        boolean takesMany =
                ParameterCheck.shape(handler).filter(Shape.BATCH::equals).isPresent();
        boolean takesOne = ParameterCheck.shape(handler)
                .filter(shape -> shape != Shape.BATCH)
                .isPresent();
        String max = settings.text(Setting.BATCH_MAX);
        if (takesMany && max.equals("1")) {
            faults.add(new Fault(
                    "handler " + handler.getName() + " takes a batch, but batch.max is 1: write for example batch ="
                            + " @Batch(max = 500, maxWait = \"1s\")",
                    handler));
        }
        if (takesOne && !max.equals("1")) {
            faults.add(new Fault(
                    "handler " + handler.getName() + " takes one event, but batch.max is " + max
                            + ": take List<Event<…>>, or remove batch",
                    handler));
        }
        if (takesMany) {
            faults.addAll(ofOneEvent(handler));
        }
        return faults;
    }

    private static List<Fault> ofOneEvent(MethodElement handler) {
        var faults = new ArrayList<Fault>();
        for (ParameterElement parameter : handler.getParameters()) {
            if (parameter.hasAnnotation(Key.class) || parameter.hasAnnotation(Header.class)) {
                faults.add(new Fault(
                        "parameter " + parameter.getName() + " of " + handler.getName()
                                + " is of one event, but the handler takes a batch: read key() and headers() of each"
                                + " Event in it",
                        parameter));
            }
        }
        return faults;
    }
}
