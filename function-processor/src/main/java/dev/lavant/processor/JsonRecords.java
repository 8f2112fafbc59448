package dev.lavant.processor;

import dev.lavant.manifest.FunctionManifest.Format;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.GenericPlaceholderElement;
import io.micronaut.inject.ast.ParameterElement;
import io.micronaut.inject.visitor.VisitorContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the Java records in events readable as JSON, so that nobody has to annotate them.
///
/// Micronaut reads and writes a class without reflection if it has `@Serdeable` and an introspection. Of a nested
/// record Micronaut would not see an annotation that a visitor adds, hence the class with the handlers asks for the
/// introspections of all of them.
final class JsonRecords {
    private static final String SERDEABLE = "io.micronaut.serde.annotation.Serdeable";
    private static final String INTROSPECTED = "io.micronaut.core.annotation.Introspected";

    private final VisitorContext context;
    private final Map<String, ClassElement> records = new LinkedHashMap<>();

    private JsonRecords(VisitorContext context) {
        this.context = context;
    }

    /// The records among some types and, through their components, all that they hold.
    static JsonRecords in(List<DataType.Known> types, VisitorContext context) {
        var found = new JsonRecords(context);
        types.stream().filter(type -> type.format() == Format.JSON).forEach(type -> found.add(type.element()));
        return found;
    }

    /// What stands in the way of reading them.
    List<Fault> faults(ClassElement handlers) {
        var faults = new ArrayList<Fault>();
        if (!records.isEmpty() && context.getClassElement(SERDEABLE).isEmpty()) {
            faults.add(new Fault(
                    "record " + simpleNames() + " is read as JSON, for which the class path lacks Micronaut"
                            + " Serialization: add the dependency io.micronaut.serde:micronaut-serde-jackson",
                    handlers));
        }
        records.values().stream()
                .filter(type -> hidden(type, handlers))
                .map(type -> new Fault(
                        "record " + TypeNames.simple(type) + " is read as JSON from package "
                                + handlers.getPackageName() + ", which cannot see it: make it public",
                        handlers))
                .forEach(faults::add);
        return faults;
    }

    /// Has Micronaut generate what reads and writes them.
    ///
    /// @param handlers the class whose handlers take or return them
    void makeReadable(ClassElement handlers) {
        List<ClassElement> plain = records.values().stream()
                .filter(type -> !type.hasStereotype(SERDEABLE))
                .toList();
        plain.forEach(type -> type.annotate(SERDEABLE));
        if (!plain.isEmpty()) {
            String[] names = plain.stream().map(ClassElement::getName).toArray(String[]::new);
            handlers.annotate(INTROSPECTED, introspected -> introspected.member("classNames", names));
        }
    }

    private void add(ClassElement type) {
        if (type instanceof GenericPlaceholderElement) {
            return; // says nothing, and may be bound by itself: T extends Comparable<T>
        }
        type.getTypeArguments().values().forEach(this::add);
        if (type.isRecord() && !records.containsKey(type.getName())) {
            addRecord(type);
        }
    }

    /// Kept is the class itself: what is annotated on a use of it (`List<Line>`) stays with that use.
    private void addRecord(ClassElement type) {
        records.put(type.getName(), context.getClassElement(type.getName()).orElse(type));
        type.getPrimaryConstructor().stream()
                .flatMap(constructor -> List.of(constructor.getParameters()).stream())
                .map(ParameterElement::getGenericType)
                .forEach(this::add);
    }

    private static boolean hidden(ClassElement type, ClassElement from) {
        boolean samePackage = type.getPackageName().equals(from.getPackageName());
        return type.isPrivate() || !(samePackage || type.isPublic());
    }

    private String simpleNames() {
        return String.join(
                ", ", records.values().stream().map(TypeNames::simple).toList());
    }
}
