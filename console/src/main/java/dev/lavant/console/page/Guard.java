package dev.lavant.console.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps other pages out: nothing of the page comes from or goes to another host, no other page may frame or read it,
/// and a name of this machine that somebody else chose (DNS rebinding) is not answered.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
class Guard {
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST, String.class, "");
        return THIS_MACHINE.matcher(host).matches()
                ? null
                : HttpResponse.status(HttpStatus.MISDIRECTED_REQUEST)
                        .body("the console answers to localhost only, not to '" + host
                                + "'. Open it as http://localhost:PORT; from elsewhere, through ssh -L.")
                        .contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    @ResponseFilter
    void secure(MutableHttpResponse<?> answer) {
        HEADERS.forEach(answer::header);
    }
}
