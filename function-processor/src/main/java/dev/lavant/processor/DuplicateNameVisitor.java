package dev.lavant.processor;

import dev.lavant.function.EventFunction;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.visitor.TypeElementQuery;
import io.micronaut.inject.visitor.TypeElementVisitor;
import io.micronaut.inject.visitor.VisitorContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Refuses two functions of one compilation that could not be told apart: by name, on the platform, or by method,
/// in their class. It must see all classes together, hence it is a visitor of its own.
public final class DuplicateNameVisitor implements TypeElementVisitor<Object, Object> {
    private final Map<String, String> handlerByName = new HashMap<>();

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
        List<MethodElement> handlers = Handlers.of(type);
        for (MethodElement handler : handlers) {
            if (overloaded(handler, handlers)) {
                context.fail(
                        "two handlers of " + TypeNames.simple(type) + " are methods named " + handler.getName()
                                + ", and a deployment could not tell which to call: rename one of them",
                        handler);
            } else {
                requireNewName(handler, context);
            }
        }
    }

    private static boolean overloaded(MethodElement handler, List<MethodElement> handlers) {
        return handlers.stream()
                        .filter(other -> other.getName().equals(handler.getName()))
                        .count()
                > 1;
    }

    private void requireNewName(MethodElement handler, VisitorContext context) {
        String name = Declaration.nameOf(handler);
        String here = handler.getDeclaringType().getName() + "." + handler.getName();
        String other = handlerByName.putIfAbsent(name, here);
        if (other != null && !other.equals(here)) {
            context.fail(
                    "two functions are named '" + name + "', " + other + " and " + here
                            + ": give one of them another name with @EventFunction(name = \"…\")",
                    handler);
        }
    }
}
