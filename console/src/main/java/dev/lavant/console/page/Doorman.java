package dev.lavant.console.page;

import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.access.KeyText;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says who comes to the console and what they may do: on the loopback address anybody may do everything, elsewhere a
/// key says so, which a program sends with each request and a person shows once. Thread-safe.
public final class Doorman {
    static final String COOKIE = "lavant-console";

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");
    private static final String HOW_TO =
            "Sign in on the page, or send the header 'authorization: Bearer KEY' with a key of"
                    + "  lavant keys create TENANT --role viewer";

    private final Optional<Keys> keys;
    private final Sessions sessions = new Sessions();

    private Doorman(Optional<Keys> keys) {
        this.keys = keys;
    }

    /// Where only this machine comes to.
    public static Doorman open() {
        return new Doorman(Optional.empty());
    }

    /// Where others may come, too.
    public static Doorman asking(Keys keys) {
        return new Doorman(Optional.of(keys));
    }

    /// Whether a key is needed.
    boolean asks() {
        return keys.isPresent();
    }

    /// Lets a request in.
    ///
    /// @throws Refusal 401 without a key or session that holds, 403 with a key for something else
    Caller enter(HttpRequest<?> request) {
        return keys.map(all -> Caller.of(key(request, all))).orElse(Caller.THIS_MACHINE);
    }

    /// Whether the key by which a caller came in still holds.
    boolean holds(Caller caller) {
        return keys.map(all -> all.find(caller.who().replace("key ", ""))
                        .filter(key -> Caller.of(key).equals(caller))
                        .isPresent())
                .orElse(true);
    }

    /// Begins a session.
    ///
    /// @return its name, to be kept in a cookie
    /// @throws Refusal as [#enter]
    String signIn(String text) {
        ApiKey key = keys.map(all -> known(text, all))
                .orElseThrow(() -> new Refusal(409, "no key is needed here", "Open the page."));
        var _ = Caller.of(key);
        return sessions.begin(key.getKeyId());
    }

    void signOut(HttpRequest<?> request) {
        session(request).ifPresent(sessions::end);
    }

    private ApiKey key(HttpRequest<?> request, Keys all) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            Matcher bearer = BEARER.matcher(authorization.strip());
            return known(bearer.matches() ? bearer.group(1) : "", all);
        }
        return session(request)
                .flatMap(sessions::key)
                .map(id -> all.find(id).orElseThrow(() -> unknown(all)))
                .orElseThrow(() -> new Refusal(401, "an API key is needed here", HOW_TO));
    }

    private static ApiKey known(String text, Keys all) {
        KeyText presented = KeyText.parse(text.strip())
                .orElseThrow(() -> new Refusal(401, "that is no API key, which begins with lvt_", HOW_TO));
        return all.find(presented.id())
                .filter(key -> presented.matches(key.getSecretHash()))
                .orElseThrow(() -> unknown(all));
    }

    private static Refusal unknown(Keys all) {
        return all.known()
                ? new Refusal(401, "the API key is not known, or was revoked", HOW_TO)
                : new Refusal(503, "the keys are not read yet", "Try again a little later.");
    }

    private static Optional<String> session(HttpRequest<?> request) {
        return request.getCookies().findCookie(COOKIE).map(cookie -> cookie.getValue());
    }
}
