package dev.lavant.console.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// What the console says of itself; nobody needs a key for that.
@Controller
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
class ServiceRoutes {
    private static final String YAML = "application/yaml"; // RFC 9512

    private final byte[] document = document();

    private static byte[] document() {
        try (var file = ServiceRoutes.class.getResourceAsStream("/dev/lavant/console/openapi.yaml")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("openapi.yaml is in this jar", unreadable);
        }
    }

    /// That this process answers.
    @Get("/health")
    @Needs(Right.NOTHING)
    MutableHttpResponse<String> health() {
        return HttpResponse.ok("{\"status\":\"UP\"}").contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /// What can be asked and done here, as an OpenAPI document.
    @Get("/openapi.yaml")
    @Needs(Right.NOTHING)
    MutableHttpResponse<byte[]> openApi() {
        return HttpResponse.ok(document).contentType(YAML);
    }
}
