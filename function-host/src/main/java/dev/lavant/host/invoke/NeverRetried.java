package dev.lavant.host.invoke;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/// Exceptions after which no attempt helps, subclasses included. By name, since their classes may be the function's
/// own.
record NeverRetried(Set<String> names) {

    NeverRetried(Collection<String> names) {
        this(Set.copyOf(names));
    }

    boolean includes(Throwable thrown) {
        return Stream.<Class<?>>iterate(thrown.getClass(), type -> type != null, Class::getSuperclass)
                .anyMatch(type -> names.contains(type.getName()));
    }
}
