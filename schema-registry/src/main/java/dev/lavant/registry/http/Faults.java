package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.Fault;
import dev.lavant.registry.store.Refused;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Produces;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what went wrong into the answers that Confluent's clients expect.
@Controller
@Requires(property = Json.PART, value = Json.REGISTRY)
@Produces({Json.REGISTRY_V1, Json.PLAIN})
class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int STORE_ERROR = 50001;

    private final ObjectMapper json;

    Faults(ObjectMapper json) {
        this.json = json;
    }

    @Error(global = true)
    HttpResponse<String> refused(Refused refused) {
        return fault(
                HttpStatus.valueOf(refused.code().status()),
                new Fault(refused.code().number(), String.valueOf(refused.getMessage())));
    }

    @Error(global = true)
    HttpResponse<String> away(HttpRequest<?> request, KafkaException away) {
        LOG.atError().addKeyValue("path", request.getPath()).setCause(away).log("schema log not written");
        return fault(
                HttpStatus.INTERNAL_SERVER_ERROR,
                new Fault(STORE_ERROR, "Error in the backend data store: " + away.getMessage()));
    }

    private HttpResponse<String> fault(HttpStatus status, Fault fault) {
        try {
            return HttpResponse.<String>status(status).body(json.writeValueAsString(fault));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
