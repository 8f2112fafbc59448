package dev.lavant.console.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who somebody is, and signing in with a key.
@Controller("/api/session")
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionRoutes {
    private final Doorman doorman;

    SessionRoutes(Doorman doorman) {
        this.doorman = doorman;
    }

    /// @param keys whether one signs in here
    private record Me(String who, String role, @Nullable String tenant, boolean keys) {}

    private record SignIn(String key) {}

    @Get
    @Needs(Right.SEE)
    MutableHttpResponse<?> me(HttpRequest<?> request) {
        Caller caller = Caller.of(request);
        return Json.ok(new Me(
                caller.who(), caller.role().word(), caller.sight().tenant().orElse(null), doorman.asks()));
    }

    @Post
    @Needs(Right.NOTHING)
    MutableHttpResponse<?> signIn(HttpRequest<?> request, @Body @Nullable String body) {
        try {
            String session = doorman.signIn(Json.read(body, SignIn.class).key());
            return HttpResponse.noContent().cookie(cookie(request, session, Sessions.LAST));
        } catch (Refusal refusal) {
            return Fault.of(refusal);
        }
    }

    @Delete
    @Needs(Right.NOTHING)
    MutableHttpResponse<?> signOut(HttpRequest<?> request) {
        doorman.signOut(request);
        return HttpResponse.noContent().cookie(cookie(request, "", Duration.ZERO));
    }

    /// No script reads it, and no other site's page makes the browser send it.
    private static Cookie cookie(HttpRequest<?> request, String session, Duration lasts) {
        boolean secure = request.isSecure()
                || request.getHeaders()
                        .get("X-Forwarded-Proto", String.class, "")
                        .equals("https");
        return Cookie.of(Doorman.COOKIE, session)
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(lasts);
    }
}
