package dev.lavant.processor;

import dev.lavant.function.EventFunction;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.ElementQuery;
import io.micronaut.inject.ast.MethodElement;
import java.util.List;

/// The methods of a class that carry [EventFunction], or an annotation that does.
final class Handlers {
    private Handlers() {}

    /// Those that the class itself declares, wrong ones included, in the order of the source.
    static List<MethodElement> of(ClassElement type) {
        return type.getEnclosedElements(ElementQuery.ALL_METHODS
                .onlyDeclared()
                .annotated(annotations -> annotations.hasDeclaredStereotype(EventFunction.class)));
    }
}
