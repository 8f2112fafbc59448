package dev.lavant.router.intake;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/// Gives what the HTTP server itself refuses the same form as our own refusals.
@Singleton
@Requires(property = Part.PROPERTY, value = Part.EVENT_ROUTER)
class Faults implements ErrorResponseProcessor<Faults.Fault> {
    /// What happened and why, and what to do about it.
    @Serdeable
    record Fault(String error, String fix) {}

    @Override
    public MutableHttpResponse<Fault> processResponse(ErrorContext context, MutableHttpResponse<?> answer) {
        String why = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        String error = why.isEmpty() ? answer.reason() : why;
        return answer.body(new Fault(where(context.getRequest()) + error, fix(answer.status())))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /// The answer to a refused event.
    static MutableHttpResponse<Fault> of(Refusal refusal) {
        MutableHttpResponse<Fault> answer = HttpResponse.<Fault>status(HttpStatus.valueOf(refusal.status()))
                .body(new Fault(String.valueOf(refusal.getMessage()), refusal.fix()));
        return switch (answer.status()) {
            case SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS ->
                answer.header(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfterSeconds()));
            case UNAUTHORIZED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            default -> answer;
        };
    }

    private static String where(HttpRequest<?> request) {
        return request.getMethodName() + " " + request.getPath() + ": ";
    }

    private static String fix(HttpStatus status) {
        return switch (status) {
            case REQUEST_ENTITY_TOO_LARGE -> "Put the data elsewhere and send an event that says where.";
            case INTERNAL_SERVER_ERROR -> "This is our fault, and the log of the event router says more.";
            default -> "Send events with POST /events/{topic}, or call a function with POST /functions/{name}.";
        };
    }
}
