package dev.lavant.console.page;

import dev.lavant.console.picture.Sight;
import dev.lavant.schemas.ApiKey;
import io.micronaut.http.HttpRequest;
import java.util.Locale;

/// Whoever was let in.
///
/// @param who for the list of what was done
record Caller(String who, Role role, Sight sight) {
    /// On the loopback address, without keys.
    static final Caller THIS_MACHINE = new Caller("this machine", Role.OPERATOR, Sight.ALL);

    private static final String ATTRIBUTE = "lavant.caller";

    /// What a key may do here.
    enum Role {
        VIEWER,
        OPERATOR,
        TENANT;

        boolean may(Right right) {
            return switch (this) {
                case VIEWER -> right == Right.NOTHING || right == Right.SEE;
                case OPERATOR -> true;
                case TENANT -> right != Right.SPEND;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who holds a key.
    ///
    /// @throws Refusal when it is not for the console
    static Caller of(ApiKey key) {
        String who = "key " + key.getKeyId();
        return switch (key.getRole()) {
            case VIEWER -> new Caller(who, Role.VIEWER, Sight.ALL);
            case OPERATOR -> new Caller(who, Role.OPERATOR, Sight.ALL);
            case TENANT -> new Caller(who, Role.TENANT, Sight.of(key.getTenant()));
            case NONE ->
                throw new Refusal(
                        403,
                        who + " of " + key.getTenant() + " is not for the console",
                        "Make one that is:  lavant keys create TENANT --role viewer");
        };
    }

    /// Who sends a request that was let in.
    static Caller of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Caller.class)
                .orElseThrow(() -> new IllegalStateException("nobody was let in at " + request.getPath()));
    }

    void sends(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
