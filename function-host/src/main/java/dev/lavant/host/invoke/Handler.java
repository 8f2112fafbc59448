package dev.lavant.host.invoke;

import dev.lavant.function.Event;
import dev.lavant.schemas.FunctionDeployment;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The function's method, found in a Micronaut context and called without reflection.
///
/// Thread-safe if the function's bean is; attempts run side by side.
public final class Handler {
    private final Object bean;
    private final ExecutableMethod<Object, Object> method;
    private final List<Binding> bindings;

    private Handler(Object bean, ExecutableMethod<Object, Object> method) {
        this.bean = bean;
        this.method = method;
        this.bindings = Arrays.stream(method.getArguments()).map(Binding::of).toList();
    }

    /// Finds the handler that a deployment names.
    ///
    /// @throws IllegalArgumentException when the class path does not hold it
    public static Handler of(ApplicationContext context, FunctionDeployment deployment) {
        Class<?> type = load(context.getClassLoader(), deployment.getHandlerClass());
        BeanDefinition<?> definition = context.findBeanDefinition(type)
                .orElseThrow(() -> notFound(deployment, "is not a bean: was it compiled with function-processor?"));
        var method = definition.getExecutableMethods().stream()
                .filter(candidate -> candidate.getMethodName().equals(deployment.getHandlerMethod()))
                .findFirst()
                .orElseThrow(() -> notFound(deployment, "is not there"));
        return new Handler(context.getBean(type), callable(method));
    }

    /// The type of the data that the handler takes, without [Event] and `List` around it.
    public Argument<?> payloadType() {
        Argument<?> payload = Arrays.stream(method.getArguments())
                .filter(Binding::isPayload)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(method + " takes no payload"));
        while (payload.getType() == List.class || payload.getType() == Event.class) {
            payload = payload.getFirstTypeVariable().orElseThrow();
        }
        return payload;
    }

    /// What the method is to be called with.
    ///
    /// @throws dev.lavant.schemas.wire.UnreadableRecord when an event lacks what a parameter demands
    Object[] bind(Call call) {
        var values = new Object[bindings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bindings.get(i).value(call);
        }
        return values;
    }

    /// Calls the method.
    ///
    /// @return what it returned; null for `void`
    @Nullable
    Object call(Object[] values) {
        return method.invoke(bean, values);
    }

    @SuppressWarnings("unchecked") // the bean is of the class that the method was found in
    private static ExecutableMethod<Object, Object> callable(ExecutableMethod<?, ?> method) {
        return (ExecutableMethod<Object, Object>) method;
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException missing) {
            throw new IllegalArgumentException(
                    "class " + name + " is not on the function's class path: build and deploy it again", missing);
        }
    }

    private static IllegalArgumentException notFound(FunctionDeployment deployment, String what) {
        return new IllegalArgumentException("handler " + deployment.getHandlerClass() + "."
                + deployment.getHandlerMethod() + " of function " + deployment.getName() + " " + what);
    }
}
