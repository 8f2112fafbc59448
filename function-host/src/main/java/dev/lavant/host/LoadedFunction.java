package dev.lavant.host;

import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Invoker;
import dev.lavant.host.meter.HostTime;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URLClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A function that can be called: its classes, its Micronaut context, and the threads that run its handler.
record LoadedFunction(URLClassLoader classes, ApplicationContext context, Attempts<Batch> attempts)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedFunction.class);

    /// Loads it. Its class loader becomes that of the calling thread.
    static LoadedFunction of(FunctionDeployment function, AvroWire wire, HostTime time, Life life) {
        URLClassLoader classes = FunctionClasses.of(function);
        ApplicationContext context = context(classes);
        var attempts = EngineParts.attempts(Invoker.of(context, function, wire, time), function, life);
        return new LoadedFunction(classes, context, attempts);
    }

    static ApplicationContext context(ClassLoader classes) {
        Thread.currentThread().setContextClassLoader(classes);
        return ApplicationContext.builder()
                .classLoader(classes)
                .banner(false)
                .deduceEnvironment(false)
                .start();
    }

    @Override
    public void close() {
        context.close();
        try {
            classes.close();
        } catch (IOException notClosed) {
            LOG.atWarn().setCause(notClosed).log("jars of the function not closed");
        }
    }
}
