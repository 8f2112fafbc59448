package dev.lavant.processor;

import dev.lavant.function.EventFunction;
import dev.lavant.manifest.Cycles;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.visitor.TypeElementQuery;
import io.micronaut.inject.visitor.TypeElementVisitor;
import io.micronaut.inject.visitor.VisitorContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Warns of functions of one compilation that hand events round in a circle. Only a warning: a filter may break it.
public final class CycleVisitor implements TypeElementVisitor<Object, Object> {
    private final Map<Cycles.Link, MethodElement> functions = new LinkedHashMap<>();

    @Override
    public VisitorKind getVisitorKind() {
        return VisitorKind.AGGREGATING;
    }

    @Override
    public Set<String> getSupportedAnnotationNames() {
        return Set.of(EventFunction.class.getName());
    }

    @Override
    public TypeElementQuery query() {
        return TypeElementQuery.onlyClass();
    }

    @Override
    public void visitClass(ClassElement type, VisitorContext context) {
        for (MethodElement handler : Handlers.of(type)) {
            Declaration declared = Declaration.of(handler);
            functions.put(Cycles.Link.of(declared.name(), declared.settings()), handler);
        }
    }

    @Override
    public void finish(VisitorContext context) {
        var told = new HashSet<Set<String>>();
        functions.forEach((function, handler) -> Cycles.through(function, functions.keySet())
                .filter(circle -> told.add(Set.copyOf(circle)))
                .ifPresent(circle -> context.warn(Cycles.message(List.copyOf(circle)), handler)));
        functions.clear();
    }
}
