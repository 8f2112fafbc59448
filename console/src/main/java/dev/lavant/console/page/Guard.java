package dev.lavant.console.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps others out: nothing of the page comes from or goes to another host, no other page may frame or read it or make
/// a browser act, a name of this machine that somebody else chose (DNS rebinding) is not answered where no key is asked
/// for, and each route is for those who have the right that it needs.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
class Guard {
    /// A page of another site cannot make the browser send this one.
    static final String HEADER = "lavant-console";

    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
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

    private final Doorman doorman;

    Guard(Doorman doorman) {
        this.doorman = doorman;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        try {
            requireThisMachine(request);
            if (!READING.contains(request.getMethod())) {
                requireNoOtherSite(request);
            }
            RouteAttributes.getRouteInfo(request).ifPresent(route -> requireRight(request, route));
            return null;
        } catch (Refusal refusal) {
            return Fault.of(refusal);
        }
    }

    private void requireThisMachine(HttpRequest<?> request) {
        String host = host(request);
        if (!doorman.asks() && !THIS_MACHINE.matcher(host).matches()) {
            throw new Refusal(
                    421,
                    "the console answers to localhost only, not to '" + host + "'",
                    "Open it as http://localhost:PORT; from elsewhere, through ssh -L.");
        }
    }

    private static void requireNoOtherSite(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String site = headers.get("Sec-Fetch-Site", String.class, "same-origin");
        Optional<String> origin = Optional.ofNullable(headers.get(HttpHeaders.ORIGIN));
        if (!site.equals("same-origin")
                || origin.filter(it -> !authority(it).equals(host(request))).isPresent()) {
            throw new Refusal(
                    403,
                    "this came from a page of another site"
                            + origin.map(it -> ", " + it).orElse(""),
                    "Do it on the console's own page.");
        }
        if (!headers.contains(HEADER)) {
            throw new Refusal(
                    403,
                    "the header " + HEADER + " is missing, without which nothing is done",
                    "Send it with any value:  curl -H '" + HEADER + ": 1' -X POST …");
        }
    }

    private void requireRight(HttpRequest<?> request, RouteInfo<?> route) {
        Right right = route.getAnnotationMetadata()
                .enumValue(Needs.class, Right.class)
                .orElseThrow(() -> new Refusal(
                        403, "no right was said for " + request.getPath(), "This is our fault: nobody may do it."));
        if (right == Right.NOTHING) {
            return;
        }
        Caller caller = doorman.enter(request);
        if (!caller.role().may(right)) {
            throw new Refusal(
                    403,
                    caller.who() + " may not do this, since it is for a "
                            + caller.role().word(),
                    "Ask for a key with another role:  lavant keys create TENANT --role operator");
        }
        caller.sends(request);
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String host(HttpRequest<?> request) {
        return request.getHeaders().get(HttpHeaders.HOST, String.class, "");
    }

    @ResponseFilter
    void secure(MutableHttpResponse<?> answer) {
        HEADERS.forEach(answer::header);
    }
}
