package dev.lavant.processor;

import io.micronaut.inject.ast.MethodElement;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A function whose handler has no fault: one entry of a manifest.
record FunctionEntry(Declaration declared, String handlerClass, String handlerMethod, Payload payload) {

    /// Reads a handler in which [HandlerCheck] found nothing wrong.
    static FunctionEntry of(MethodElement handler) {
        return new FunctionEntry(
                Declaration.of(handler),
                handler.getDeclaringType().getName(),
                handler.getName(),
                ParameterCheck.payload(handler));
    }

    long timeoutMillis() {
        return millis(declared.timeout());
    }

    long backoffMillis() {
        return millis(declared.backoff());
    }

    long targetLatencyMillis() {
        return millis(declared.targetLatency());
    }

    int memoryMib() {
        OptionalInt mebibytes = Quantities.mebibytes(declared.memory());
        return mebibytes.orElseThrow();
    }

    private static long millis(String written) {
        OptionalLong millis = Quantities.millis(written);
        return millis.orElseThrow();
    }
}
