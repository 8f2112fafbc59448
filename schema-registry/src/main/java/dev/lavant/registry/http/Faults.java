package dev.lavant.registry.http;

import dev.lavant.registry.http.Bodies.Fault;
import dev.lavant.registry.store.NotKept;
import dev.lavant.registry.store.Refused;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Produces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what went wrong into the answers that Confluent's clients expect.
@Controller
@Requires(property = RegistryApi.PART, value = RegistryApi.REGISTRY)
class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int STORE_ERROR = 50001;

    @Error(global = true)
    @Produces(RegistryApi.V1_JSON)
    HttpResponse<Fault> refused(Refused refused) {
        return HttpResponse.<Fault>status(HttpStatus.valueOf(refused.code().status()))
                .body(new Fault(refused.code().number(), String.valueOf(refused.getMessage())));
    }

    @Error(global = true)
    @Produces(RegistryApi.V1_JSON)
    HttpResponse<Fault> notKept(HttpRequest<?> request, NotKept away) {
        LOG.atError().addKeyValue("path", request.getPath()).setCause(away).log("schema log not written");
        return HttpResponse.<Fault>serverError()
                .body(new Fault(STORE_ERROR, "Error in the backend data store: " + away.getMessage()));
    }
}
