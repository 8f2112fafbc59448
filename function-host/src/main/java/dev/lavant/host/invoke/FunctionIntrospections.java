package dev.lavant.host.invoke;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.serde.config.SerdeConfiguration;
import io.micronaut.serde.support.DefaultSerdeIntrospections;
import jakarta.inject.Singleton;

/// Finds what reads and writes the function's JSON records by the function's own class loader; Micronaut's own
/// bean sees only what the host's class loader does.
@Singleton
@Replaces(DefaultSerdeIntrospections.class)
final class FunctionIntrospections extends DefaultSerdeIntrospections {
    private final BeanIntrospector introspector;

    FunctionIntrospections(SerdeConfiguration configuration, BeanContext context) {
        super(configuration);
        this.introspector = BeanIntrospector.forClassLoader(context.getClassLoader());
    }

    @Override
    public BeanIntrospector getBeanIntrospector() {
        return introspector;
    }
}
