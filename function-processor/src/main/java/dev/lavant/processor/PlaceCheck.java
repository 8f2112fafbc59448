package dev.lavant.processor;

import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds handlers that stand where nobody can call them: the platform makes one object of the class and calls the
/// method on it, from generated code in the same package.
final class PlaceCheck {
    private PlaceCheck() {}

    /// All that is wrong with where a handler stands.
    static List<Fault> faults(MethodElement handler) {
        return Stream.concat(method(handler).stream(), owner(handler).stream())
                .map(message -> new Fault(message, handler))
                .toList();
    }

    private static Optional<String> method(MethodElement handler) {
        String name = "handler " + handler.getName();
        if (handler.isPrivate()) {
            return Optional.of(name + " is private, so that nobody can call it: remove 'private'");
        }
        if (handler.isStatic()) {
            return Optional.of(name + " is static, but functions are methods of an object: remove 'static'");
        }
        if (handler.isAbstract()) {
            return Optional.of(name + " has no body: write it in a class that is not abstract");
        }
        return Optional.empty();
    }

    private static Optional<String> owner(MethodElement handler) {
        ClassElement owner = handler.getDeclaringType();
        String name = TypeNames.simple(owner);
        if (owner.isEnum()) {
            return Optional.of(name + " is an enum, of which no bean can be made: move the handler to a class");
        }
        if (owner.isAbstract() || owner.isInterface()) {
            return Optional.of(name + " is abstract, so that no object can be made of it: move the handler to a class"
                    + " that is not");
        }
        if (owner.isPrivate()) {
            return Optional.of(name + " is private, so that no object can be made of it: remove 'private'");
        }
        if (owner.isInner() && !owner.isStatic()) {
            return Optional.of(name + " is an inner class, which needs an object around it: make it static, or a class"
                    + " of its own");
        }
        return Optional.empty();
    }
}
