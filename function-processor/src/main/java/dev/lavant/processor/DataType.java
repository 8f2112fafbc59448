package dev.lavant.processor;

import dev.lavant.function.Event;
import dev.lavant.manifest.FunctionManifest.Data;
import dev.lavant.manifest.FunctionManifest.Format;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.GenericPlaceholderElement;
import io.micronaut.inject.ast.WildcardElement;
import java.util.Set;

/// What a type in a handler's signature means on the wire.
sealed interface DataType {

    /// A type that the platform reads and writes.
    ///
    /// @param element the type itself
    record Known(ClassElement element, Format format) implements DataType {

        /// As a manifest says it.
        Data data() {
            return new Data(format == Format.BYTES ? "byte[]" : element.getName(), format);
        }
    }

    /// A type that it cannot read.
    ///
    /// @param why what it is and what to write instead
    record Unknown(String why) implements DataType {}

    /// Types that say nothing of the data in them; [Event] is one of them without its type argument.
    Set<String> UNSAID = Set.of("java.lang.Object", Event.class.getName());

    /// Says what a type is.
    static DataType of(ClassElement type) {
        if (type instanceof GenericPlaceholderElement variable) {
            return new Unknown("type variable " + variable.getVariableName()
                    + " is not known when compiling: write the type itself");
        }
        if (type instanceof WildcardElement || UNSAID.contains(type.getName())) {
            return new Unknown("the event's type is not said: write it, for example Event<Order> or Order");
        }
        if (type.isArray()) {
            return array(type);
        }
        if (type.getName().equals("java.lang.String")) {
            return new Known(type, Format.STRING);
        }
        if (type.isRecord()) {
            return record(type);
        }
        return avro(type);
    }

    private static DataType array(ClassElement type) {
        boolean bytes = type.getArrayDimensions() == 1 && type.getName().equals("byte");
        return bytes ? new Known(type, Format.BYTES) : unreadable(type);
    }

    private static DataType record(ClassElement type) {
        if (type.getTypeArguments().isEmpty()) {
            return new Known(type, Format.JSON);
        }
        return new Unknown("record " + TypeNames.simple(type) + " has type parameters, which a manifest cannot say:"
                + " write a record without them");
    }

    private static DataType avro(ClassElement type) {
        if (type.getName().equals("org.apache.avro.generic.GenericRecord")) {
            return new Known(type, Format.GENERIC);
        }
        if (!type.isAssignable("org.apache.avro.specific.SpecificRecord")) {
            return unreadable(type);
        }
        if (type.isAbstract() || type.isInterface()) {
            return new Unknown(TypeNames.simple(type) + " does not say which schema: write the class that was generated"
                    + " from it, or GenericRecord");
        }
        return new Known(type, Format.AVRO);
    }

    private static Unknown unreadable(ClassElement type) {
        return new Unknown(TypeNames.full(type)
                + " is not the data of an event: use a class generated from an Avro schema, GenericRecord, a Java"
                + " record (JSON), String or byte[]");
    }
}
