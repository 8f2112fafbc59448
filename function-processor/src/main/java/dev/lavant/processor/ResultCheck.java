package dev.lavant.processor;

import dev.lavant.function.Out;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.ast.WildcardElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what a handler gives back: `void`, data, or data in `Optional`, `List` or [Out].
final class ResultCheck {
    private static final Set<String> AROUND = Set.of("java.util.Optional", "java.util.List", Out.class.getName());
    private static final List<String> ASYNCHRONOUS = List.of(
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Future",
            "java.util.concurrent.Flow$Publisher",
            "org.reactivestreams.Publisher");

    private ResultCheck() {}

    /// All that is wrong with the result of a handler that writes to these topics.
    static List<Fault> faults(MethodElement handler, List<String> outputs) {
        return fault(handler, outputs).map(message -> new Fault(message, handler)).stream()
                .toList();
    }

    /// The data that a handler gives back; empty for `void` and for `Out<?>`, of which only the call will tell.
    static Optional<DataType.Known> data(MethodElement handler) {
        return result(handler) instanceof DataType.Known known ? Optional.of(known) : Optional.empty();
    }

    private static Optional<String> fault(MethodElement handler, List<String> outputs) {
        ClassElement type = handler.getGenericReturnType();
        String name = "handler " + handler.getName();
        if (type.isVoid()) {
            return outputs.isEmpty()
                    ? Optional.empty()
                    : Optional.of(name + " returns nothing, but its output is '" + String.join("', '", outputs)
                            + "': return what goes there, or remove output");
        }
        if (ASYNCHRONOUS.stream().anyMatch(type::isAssignable)) {
            return Optional.of(name + " returns " + TypeNames.simple(type)
                    + ", but it runs on a thread of its own and may" + " wait: return the value itself");
        }
        if (outputs.isEmpty()) {
            return Optional.of(name + " returns " + TypeNames.simple(type) + ", but no output says where it goes: add"
                    + " output = \"a-topic\", or return void");
        }
        if (outputs.size() > 1 && !saysWhere(type)) {
            return Optional.of(name + " returns " + TypeNames.simple(type) + ", which does not say to which of its "
                    + outputs.size() + " outputs it goes: return Out<?> made with Out.to(topic, value), or a List of"
                    + " these");
        }
        return unwritable(handler).map(why -> "result of " + handler.getName() + ": " + why);
    }

    /// Whether what is returned names its topic.
    private static boolean saysWhere(ClassElement type) {
        if (type.getName().equals(Out.class.getName())) {
            return true;
        }
        return AROUND.contains(type.getName())
                && type.getFirstTypeArgument().filter(ResultCheck::saysWhere).isPresent();
    }

    private static Optional<String> unwritable(MethodElement handler) {
        boolean toldByTheCall = inside(handler.getGenericReturnType()) instanceof WildcardElement;
        if (!toldByTheCall && result(handler) instanceof DataType.Unknown(String why)) {
            return Optional.of(why);
        }
        return Optional.empty();
    }

    private static DataType result(MethodElement handler) {
        return DataType.of(inside(handler.getGenericReturnType()));
    }

    private static ClassElement inside(ClassElement type) {
        if (!AROUND.contains(type.getName()) || type.isArray()) {
            return type;
        }
        return type.getFirstTypeArgument().map(ResultCheck::inside).orElse(type);
    }
}
