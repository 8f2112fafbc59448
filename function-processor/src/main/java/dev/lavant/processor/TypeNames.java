package dev.lavant.processor;

import io.micronaut.inject.ast.ClassElement;

/// How a message writes a type: as the source does, which is not how Micronaut does.
final class TypeNames {
    private TypeNames() {}

    /// Without the package: `Order.Line[]`.
    static String simple(ClassElement type) {
        return inSource(type.getSimpleName(), type);
    }

    /// With the package: `shop.Order.Line[]`.
    static String full(ClassElement type) {
        return inSource(type.getName(), type);
    }

    private static String inSource(String name, ClassElement type) {
        return name.replace('$', '.') + "[]".repeat(type.getArrayDimensions());
    }
}
