package dev.lavant.console.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/// What happened, and what to do about it.
record Fault(String error, String fix) {

    static MutableHttpResponse<String> of(Refusal refusal) {
        return of(refusal.status(), String.valueOf(refusal.getMessage()), refusal.fix());
    }

    static MutableHttpResponse<String> of(int status, String error, String fix) {
        MutableHttpResponse<String> answer = HttpResponse.<String>status(HttpStatus.valueOf(status))
                .body(Json.of(new Fault(error, fix)))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return answer.status() == HttpStatus.UNAUTHORIZED
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                : answer;
    }
}
