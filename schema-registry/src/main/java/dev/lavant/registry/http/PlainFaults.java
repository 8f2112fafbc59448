package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.Fault;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/// Gives the server's own answers (no such path, no such method, a body that is not JSON) the body that Confluent's
/// clients read: the HTTP status as error code, and what is wrong.
@Singleton
@Requires(property = RegistryApi.PART, value = RegistryApi.REGISTRY)
class PlainFaults implements ErrorResponseProcessor<Fault> {

    @Override
    public MutableHttpResponse<Fault> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        String message = context.getErrors().stream()
                .findFirst()
                .map(Error::getMessage)
                .orElse("HTTP " + response.code() + " " + response.reason());
        return response.contentType(RegistryApi.V1_JSON).body(new Fault(response.code(), message));
    }
}
