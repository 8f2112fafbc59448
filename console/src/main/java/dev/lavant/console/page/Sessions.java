package dev.lavant.console.page;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who has signed in with which key. Kept in memory: with the console they end. Thread-safe.
final class Sessions {
    static final Duration LAST = Duration.ofHours(12);

    private static final int BYTES = 32;
    private static final int MOST = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, Session> all = new ConcurrentHashMap<>();

    private record Session(String keyId, Instant until) {}

    String begin(String keyId) {
        byte[] name = new byte[BYTES];
        random.nextBytes(name);
        String session = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        forget(Instant.now());
        all.put(session, new Session(keyId, Instant.now().plus(LAST)));
        return session;
    }

    /// The key with which it began.
    Optional<String> key(String session) {
        return Optional.ofNullable(all.get(session))
                .filter(it -> it.until().isAfter(Instant.now()))
                .map(Session::keyId);
    }

    void end(String session) {
        all.remove(session);
    }

    private void forget(Instant now) {
        all.values().removeIf(session -> session.until().isBefore(now));
        if (all.size() >= MOST) {
            all.entrySet().stream()
                    .min(Comparator.comparing(
                            (Map.Entry<String, Session> it) -> it.getValue().until()))
                    .ifPresent(oldest -> all.remove(oldest.getKey()));
        }
    }
}
