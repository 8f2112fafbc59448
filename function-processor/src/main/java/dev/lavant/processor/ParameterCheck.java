package dev.lavant.processor;

import dev.lavant.function.Event;
import dev.lavant.function.FunctionContext;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.GenericPlaceholderElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.ast.ParameterElement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Finds what a handler takes: one event's data, and beside it nothing but a [FunctionContext].
final class ParameterCheck {
    private ParameterCheck() {}

    /// All that is wrong with the parameters.
    static List<Fault> faults(MethodElement handler) {
        List<ParameterElement> candidates = candidates(handler);
        if (candidates.size() != 1) {
            return List.of(new Fault(notOne(handler, candidates), handler));
        }
        ParameterElement only = candidates.getFirst();
        return switch (DataType.of(dataType(only))) {
            case DataType.Known _ -> List.of();
            case DataType.Unknown(String why) ->
                List.of(new Fault("parameter " + only.getName() + " of " + handler.getName() + ": " + why, only));
        };
    }

    /// What the handler takes.
    ///
    /// @throws IllegalArgumentException when [#faults] is not empty
    static Payload payload(MethodElement handler) {
        ParameterElement only = candidates(handler).getFirst();
        if (DataType.of(dataType(only)) instanceof DataType.Known known) {
            return new Payload(known, isEvent(only.getGenericType()));
        }
        throw new IllegalArgumentException(handler.getName() + " takes no payload that can be read");
    }

    private static List<ParameterElement> candidates(MethodElement handler) {
        return Arrays.stream(handler.getParameters())
                .filter(parameter -> !parameter.getType().getName().equals(FunctionContext.class.getName()))
                .toList();
    }

    private static ClassElement dataType(ParameterElement parameter) {
        ClassElement type = parameter.getGenericType();
        return isEvent(type)
                ? type.getFirstTypeArgument().filter(ParameterCheck::said).orElse(type)
                : type;
    }

    /// A raw `Event` has its own type variable as the argument.
    private static boolean said(ClassElement argument) {
        return !(argument instanceof GenericPlaceholderElement);
    }

    private static boolean isEvent(ClassElement type) {
        return type.getName().equals(Event.class.getName());
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
                + " (" + written + "): take one event; only a FunctionContext may stand beside it";
    }
}
