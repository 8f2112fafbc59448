package dev.lavant.console.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/// Gives what the HTTP server itself refuses the same form as our own refusals.
@Singleton
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
class Faults implements ErrorResponseProcessor<String> {
    @Override
    public MutableHttpResponse<String> processResponse(ErrorContext context, MutableHttpResponse<?> answer) {
        String why = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        var request = context.getRequest();
        var fault = new Fault(
                request.getMethodName() + " " + request.getPath() + ": " + (why.isEmpty() ? answer.reason() : why),
                answer.status() == HttpStatus.INTERNAL_SERVER_ERROR
                        ? "This is our fault, and the log of the console says more."
                        : "See what there is:  /openapi.yaml");
        return answer.body(Json.of(fault))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
