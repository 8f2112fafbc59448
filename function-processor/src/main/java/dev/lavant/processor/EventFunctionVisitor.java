package dev.lavant.processor;

import dev.lavant.function.EventFunction;
import dev.lavant.manifest.FunctionManifest;
import dev.lavant.manifest.ManifestFile;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.visitor.TypeElementQuery;
import io.micronaut.inject.visitor.TypeElementVisitor;
import io.micronaut.inject.visitor.VisitorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Takes each class with functions through the compiler: checks its handlers, makes the class a bean and the
/// handlers callable without reflection, and writes the class's manifest.
///
/// It looks at one class at a time ("isolating"), so that a build tool may compile one changed class alone.
public final class EventFunctionVisitor implements TypeElementVisitor<Object, Object> {
    /// [ManifestFile#FOLDER] below META-INF.
    private static final String FOLDER = ManifestFile.FOLDER.replace("META-INF/", "") + "/";

    private final Set<String> written = new HashSet<>();

    @Override
    public VisitorKind getVisitorKind() {
        return VisitorKind.ISOLATING;
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
        if (handlers.isEmpty()) {
            return;
        }
        List<Fault> faults = handlers.stream()
                .flatMap(handler -> HandlerCheck.faults(handler).stream())
                .toList();
        if (!faults.isEmpty()) {
            report(faults, context);
            return;
        }
        handlers.stream()
                .flatMap(handler -> Stream.concat(
                        RetryCheck.warnings(handler, context).stream(), FilterCheck.warnings(handler).stream()))
                .forEach(warning -> context.warn(warning.message(), warning.at()));
        makeBean(type, handlers);
        JsonRecords records = JsonRecords.in(data(handlers), context);
        report(records.faults(type), context);
        records.makeReadable(type);
        writeManifest(type, handlers, context);
    }

    private static void report(List<Fault> faults, VisitorContext context) {
        faults.forEach(fault -> context.fail(fault.message(), fault.at()));
    }

    private static void makeBean(ClassElement type, List<MethodElement> handlers) {
        if (!type.hasStereotype("jakarta.inject.Scope")
                && !type.hasStereotype("io.micronaut.context.annotation.Bean")) {
            type.annotate("jakarta.inject.Singleton");
        }
        handlers.forEach(handler -> handler.annotate("io.micronaut.context.annotation.Executable"));
    }

    private static List<DataType.Known> data(List<MethodElement> handlers) {
        Stream<DataType.Known> taken = handlers.stream().map(ParameterCheck::data);
        Stream<DataType.Known> returned =
                handlers.stream().map(ResultCheck::data).flatMap(Optional::stream);
        return Stream.concat(taken, returned).toList();
    }

    /// A class is visited again when a type that it needs appears in a later round; its file may be made only once.
    private void writeManifest(ClassElement type, List<MethodElement> handlers, VisitorContext context) {
        if (!written.add(type.getName())) {
            return;
        }
        List<FunctionManifest> functions = handlers.stream().map(Manifests::of).toList();
        context.visitMetaInfFile(FOLDER + ManifestFile.name(type.getName()), type)
                .ifPresent(file -> {
                    try (var to = file.openWriter()) {
                        ManifestFile.write(functions, to);
                    } catch (IOException unwritable) {
                        throw new UncheckedIOException(
                                "the manifest of " + type.getName() + " cannot be written", unwritable);
                    }
                });
    }
}
