package dev.lavant.processor;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import dev.lavant.function.Header;
import dev.lavant.function.Key;
import dev.lavant.manifest.FunctionManifest.Payload;
import dev.lavant.manifest.FunctionManifest.Shape;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.GenericPlaceholderElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.ast.ParameterElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds what a handler takes: the data of one event or of a batch, and beside it nothing but a [FunctionContext] and
/// parameters with [Key] or [Header].
final class ParameterCheck {
    private ParameterCheck() {}

    /// All that is wrong with the parameters.
    static List<Fault> faults(MethodElement handler) {
        var faults = new ArrayList<Fault>();
        for (ParameterElement parameter : handler.getParameters()) {
            if (isPart(parameter) && !isText(parameter.getGenericType())) {
                faults.add(new Fault(
                        "parameter " + parameter.getName() + " of " + handler.getName() + " is "
                                + TypeNames.simple(parameter.getType())
                                + ": keys and headers are String, byte[], or Optional of one of these",
                        parameter));
            }
        }
        faults.addAll(payloadFaults(handler));
        return faults;
    }

    private static List<Fault> payloadFaults(MethodElement handler) {
        List<ParameterElement> candidates = candidates(handler);
        if (candidates.size() != 1) {
            return List.of(new Fault(notOne(handler, candidates), handler));
        }
        ParameterElement only = candidates.getFirst();
        String parameter = "parameter " + only.getName() + " of " + handler.getName() + ": ";
        if (isList(only.getGenericType()) && shapeOf(only.getGenericType()) != Shape.BATCH) {
            return List.of(new Fault(parameter + "a batch is a list of events: write List<Event<Order>>", only));
        }
        return switch (DataType.of(dataType(only.getGenericType()))) {
            case DataType.Known _ -> List.of();
            case DataType.Unknown(String why) -> List.of(new Fault(parameter + why, only));
        };
    }

    /// What the handler takes.
    ///
    /// @throws IllegalArgumentException when [#faults] is not empty
    static Payload payload(MethodElement handler) {
        return new Payload(
                data(handler).data(), shapeOf(candidates(handler).getFirst().getGenericType()));
    }

    /// The type of the data that the handler takes.
    ///
    /// @throws IllegalArgumentException when [#faults] is not empty
    static DataType.Known data(MethodElement handler) {
        if (DataType.of(dataType(candidates(handler).getFirst().getGenericType())) instanceof DataType.Known known) {
            return known;
        }
        throw new IllegalArgumentException(handler.getName() + " takes no payload that can be read");
    }

    /// How the handler takes it; empty when that cannot be told.
    static Optional<Shape> shape(MethodElement handler) {
        return payloadFaults(handler).isEmpty()
                ? Optional.of(shapeOf(candidates(handler).getFirst().getGenericType()))
                : Optional.empty();
    }

    private static Shape shapeOf(ClassElement type) {
        if (isEvent(type)) {
            return Shape.EVENT;
        }
        boolean ofEvents = isList(type)
                && type.getFirstTypeArgument().filter(ParameterCheck::isEvent).isPresent();
        return ofEvents ? Shape.BATCH : Shape.DATA;
    }

    private static List<ParameterElement> candidates(MethodElement handler) {
        return Arrays.stream(handler.getParameters())
                .filter(parameter -> !parameter.getType().getName().equals(FunctionContext.class.getName()))
                .filter(parameter -> !isPart(parameter))
                .toList();
    }

    /// Whether it takes a key or a header.
    private static boolean isPart(ParameterElement parameter) {
        return parameter.hasAnnotation(Key.class) || parameter.hasAnnotation(Header.class);
    }

    private static boolean isText(ClassElement type) {
        if (type.getName().equals("java.util.Optional")) {
            return type.getFirstTypeArgument().filter(ParameterCheck::isText).isPresent();
        }
        boolean bytes = type.getName().equals("byte") && type.getArrayDimensions() == 1;
        return bytes || (type.getName().equals("java.lang.String") && !type.isArray());
    }

    private static ClassElement dataType(ClassElement type) {
        return switch (shapeOf(type)) {
            case DATA -> type;
            case EVENT -> insideEvent(type);
            case BATCH -> insideEvent(type.getFirstTypeArgument().orElseThrow());
        };
    }

    private static ClassElement insideEvent(ClassElement event) {
        return event.getFirstTypeArgument().filter(ParameterCheck::said).orElse(event);
    }

    /// A raw `Event` has its own type variable as the argument.
    private static boolean said(ClassElement argument) {
        return !(argument instanceof GenericPlaceholderElement);
    }

    private static boolean isEvent(ClassElement type) {
        return type.getName().equals(Event.class.getName());
    }

    private static boolean isList(ClassElement type) {
        return type.getName().equals("java.util.List");
    }

    private static String notOne(MethodElement handler, List<ParameterElement> candidates) {
        if (candidates.isEmpty()) {
            return "handler " + handler.getName() + " takes no event: give it one parameter with the event's data, such"
                    + " as (Order order)";
        }
        String written = candidates.stream()
                .map(parameter -> TypeNames.simple(parameter.getType()) + " " + parameter.getName())
                .collect(Collectors.joining(", "));
        return "handler " + handler.getName() + " must have exactly one payload parameter, has " + candidates.size()
                + " (" + written + "): take one event; beside it may stand a FunctionContext, and parameters with @Key"
                + " or @Header";
    }
}
