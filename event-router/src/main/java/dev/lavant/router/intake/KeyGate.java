package dev.lavant.router.intake;

import dev.lavant.schemas.ApiKey;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.access.KeyText;
import dev.lavant.schemas.access.Scope;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/// Lets in who has a key of `lavant.keys`: made and revoked by `lavant keys`, kept as a hash.
///
/// Each key has a rate of events at each ingress, by a token bucket. Thread-safe.
public final class KeyGate implements Gate, AutoCloseable {
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");
    private static final String HOW_TO =
            "Send the header 'authorization: Bearer KEY' with a key that lavant keys create has made.";

    private final LateTopic<ApiKey> keys;
    private final ConcurrentMap<String, Rated> rates = new ConcurrentHashMap<>();

    public KeyGate(Connection connection) {
        this.keys = new LateTopic<>(Topics.KEYS, ApiKey.class, connection);
    }

    /// A key and how much of its rate is used.
    private record Rated(ApiKey key, Bucket bucket) {
        static Rated of(ApiKey key) {
            return new Rated(
                    key,
                    Bucket.builder()
                            .addLimit(limit -> limit.capacity(key.getBurst())
                                    .refillGreedy(key.getEventsPerSecond(), Duration.ofSeconds(1)))
                            .build());
        }
    }

    @Override
    public Caller enter(HttpHeaders headers) {
        KeyText presented = presented(headers);
        Map<String, ApiKey> known = keys.values();
        ApiKey key = known.get(presented.id());
        if (key == null || !presented.matches(key.getSecretHash())) {
            throw new Refusal(401, "the API key is not known, or was revoked", HOW_TO);
        }
        Bucket bucket = rated(key, known).bucket();
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooFast(key, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return new Holder(key, bucket);
    }

    private static KeyText presented(HttpHeaders headers) {
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            throw new Refusal(401, "an API key is needed here", HOW_TO);
        }
        return Optional.of(BEARER.matcher(authorization.strip()))
                .filter(bearer -> bearer.matches())
                .flatMap(bearer -> KeyText.parse(bearer.group(1)))
                .orElseThrow(() -> new Refusal(401, "the header authorization holds no API key", HOW_TO));
    }

    /// A key that was made anew under its id begins with a full bucket; those of revoked keys go.
    private Rated rated(ApiKey key, Map<String, ApiKey> known) {
        Rated rated = rates.compute(
                key.getKeyId(), (_, before) -> before != null && before.key().equals(key) ? before : Rated.of(key));
        if (rates.size() > known.size()) {
            rates.keySet().retainAll(known.keySet());
        }
        return rated;
    }

    private static Refusal tooFast(ApiKey key, Duration wait) {
        return new Refusal(
                        429,
                        "key " + key.getKeyId() + " of " + key.getTenant() + " sends more than "
                                + key.getEventsPerSecond() + " events a second",
                        "Send the event again later, or ask for a key with a higher rate.")
                .comeAgainIn(wait);
    }

    @Override
    public void close() {
        keys.close();
    }

    private record Holder(ApiKey key, Bucket bucket) implements Caller {
        @Override
        public void requireTopic(String topic) {
            requireNamed("topic", topic, key.getTopics());
        }

        @Override
        public boolean sees(FunctionDeployment function) {
            return function.getTenant().equals(key.getTenant());
        }

        @Override
        public void requireFunction(FunctionDeployment function) {
            requireNamed("function", function.getName(), key.getFunctions());
        }

        private void requireNamed(String kind, String name, List<String> scope) {
            if (!new Scope(scope).includes(name)) {
                throw new Refusal(
                        403,
                        "key " + key.getKeyId() + " of " + key.getTenant() + " is not for " + kind + " " + name,
                        "It is for topics " + key.getTopics() + " and functions " + key.getFunctions()
                                + "; ask for another key.");
            }
        }

        @Override
        public void brought(int events) {
            if (events > 1) {
                long _ = bucket.consumeIgnoringRateLimits(events - 1L);
            }
        }
    }
}
