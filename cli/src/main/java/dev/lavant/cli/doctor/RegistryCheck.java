package dev.lavant.cli.doctor;

import dev.lavant.cli.connect.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks the schema registry whether it is there, and by its answer what time it is over there.
final class RegistryCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// The answer tells whole seconds only; what is beyond them and one of travel is skew.
    private static final Duration SKEW = Duration.ofSeconds(2);

    private RegistryCheck() {}

    static List<Finding> look(Addresses addresses) {
        URI subjects = URI.create(addresses.registry() + "/subjects");
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            long asked = System.nanoTime();
            var answer =
                    http.send(HttpRequest.newBuilder(subjects).timeout(PATIENCE).build(), BodyHandlers.ofString());
            var took = Duration.ofNanos(System.nanoTime() - asked);
            return Stream.concat(Stream.of(answered(addresses, answer, took)), clock(answer).stream())
                    .toList();
        } catch (IOException away) {
            return List.of(notReached(addresses, subjects + " does not answer: " + away));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of(notReached(addresses, "interrupted while asking " + subjects));
        }
    }

    private static Finding answered(Addresses addresses, HttpResponse<String> answer, Duration took) {
        String what = addresses.registry() + ", answered " + answer.statusCode() + " in " + took.toMillis() + " ms";
        return answer.statusCode() == 200
                ? Finding.ok("registry", what)
                : Finding.fail(
                        "registry", what, "It must speak Confluent's REST API. Look whether the address is right.");
    }

    private static Finding notReached(Addresses addresses, String what) {
        String fix = addresses.cure("--registry URL").replace('\n', ' ');
        return addresses.origin() instanceof Addresses.Origin.Assumed
                ? Finding.warn("registry", what, fix)
                : Finding.fail("registry", what, fix);
    }

    private static Optional<Finding> clock(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("date")
                .flatMap(RegistryCheck::time)
                .map(there -> clock(there, Instant.now()));
    }

    static Finding clock(Instant there, Instant here) {
        var skew = Duration.between(there, here).abs();
        String what = "within " + (skew.toSeconds() + 1) + " s of the registry's";
        return skew.compareTo(SKEW) > 0
                ? Finding.warn("clock", what, "Set both clocks by NTP: latencies and hours of the bill are off by it.")
                : Finding.ok("clock", what);
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
