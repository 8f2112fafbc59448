package dev.lavant.router.intake;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// What the ingress says of itself; nobody needs a key for that.
@Controller
@Requires(property = Part.PROPERTY, value = Part.EVENT_ROUTER)
class ServiceRoutes {
    private static final String YAML = "application/yaml"; // RFC 9512

    private final byte[] document = document();

    private static byte[] document() {
        try (var file = ServiceRoutes.class.getResourceAsStream("/dev/lavant/router/openapi.yaml")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("openapi.yaml is in this jar", unreadable);
        }
    }

    /// That this process answers; whether Kafka does is another question, and every event asks it.
    @Get("/health")
    Map<String, String> health() {
        return Map.of("status", "UP");
    }

    /// What can be sent here and what is answered, as an OpenAPI document.
    @Get("/openapi.yaml")
    HttpResponse<byte[]> openApi() {
        return HttpResponse.ok(document).contentType(YAML);
    }
}
