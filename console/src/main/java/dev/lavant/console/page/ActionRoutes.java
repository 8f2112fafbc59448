package dev.lavant.console.page;

import dev.lavant.console.picture.Act;
import dev.lavant.console.picture.Order;
import dev.lavant.console.picture.Picture;
import dev.lavant.deploy.act.Declined;
import dev.lavant.schemas.wire.RegistryUnavailable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can be done from the page and by programs. Each says what came of it.
@Controller("/api")
@Requires(property = ConsolePart.PROPERTY, value = ConsolePart.CONSOLE)
@ExecuteOn(TaskExecutors.BLOCKING)
class ActionRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRoutes.class);

    private final Picture picture;
    private final Hand hand;

    ActionRoutes(Picture picture, Hand hand) {
        this.picture = picture;
        this.hand = hand;
    }

    private record Back(Optional<Integer> to) {}

    private record Letters(Optional<List<String>> letters, Optional<String> error, Optional<Integer> rate) {
        Order.Letters chosen() {
            return new Order.Letters(letters.orElse(List.of()), error);
        }
    }

    private record Budget(
            Optional<String> tenant,
            Optional<String> function,
            Optional<String> amount,
            Optional<String> more,
            Optional<String> onLimit) {
        private static String said(Optional<String> field, String name) {
            return field.orElseThrow(
                    () -> new Refusal(400, "the body does not say " + name, "Send JSON as  /openapi.yaml  says."));
        }
    }

    @Post("/functions/{name}/pause")
    @Needs(Right.ACT)
    MutableHttpResponse<?> pause(HttpRequest<?> request, @PathVariable String name) {
        return done(request, () -> new Order.Pause(name));
    }

    @Post("/functions/{name}/resume")
    @Needs(Right.ACT)
    MutableHttpResponse<?> resume(HttpRequest<?> request, @PathVariable String name) {
        return done(request, () -> new Order.Resume(name));
    }

    @Post("/functions/{name}/rollback")
    @Needs(Right.ACT)
    MutableHttpResponse<?> rollback(HttpRequest<?> request, @PathVariable String name, @Body @Nullable String body) {
        return done(
                request,
                () -> new Order.Rollback(name, Json.read(body, Back.class).to()));
    }

    @Post("/functions/{name}/letters/replay")
    @Needs(Right.ACT)
    MutableHttpResponse<?> replay(HttpRequest<?> request, @PathVariable String name, @Body @Nullable String body) {
        return done(request, () -> {
            var letters = Json.read(body, Letters.class);
            return new Order.Replay(name, letters.chosen(), letters.rate());
        });
    }

    @Post("/functions/{name}/letters/stop")
    @Needs(Right.ACT)
    MutableHttpResponse<?> stop(HttpRequest<?> request, @PathVariable String name) {
        return done(request, () -> new Order.Stop(name));
    }

    @Post("/functions/{name}/letters/drop")
    @Needs(Right.ACT)
    MutableHttpResponse<?> drop(HttpRequest<?> request, @PathVariable String name, @Body @Nullable String body) {
        return done(
                request,
                () -> new Order.Drop(name, Json.read(body, Letters.class).chosen()));
    }

    @Post("/budgets")
    @Needs(Right.SPEND)
    MutableHttpResponse<?> setBudget(HttpRequest<?> request, @Body @Nullable String body) {
        return done(request, () -> {
            var budget = Json.read(body, Budget.class);
            return new Order.SetBudget(
                    Budget.said(budget.tenant(), "tenant"),
                    budget.function().orElse(""),
                    Budget.said(budget.amount(), "amount"),
                    budget.onLimit());
        });
    }

    @Post("/budgets/raise")
    @Needs(Right.SPEND)
    MutableHttpResponse<?> raiseBudget(HttpRequest<?> request, @Body @Nullable String body) {
        return done(request, () -> {
            var budget = Json.read(body, Budget.class);
            return new Order.RaiseBudget(
                    Budget.said(budget.tenant(), "tenant"),
                    budget.function().orElse(""),
                    Budget.said(budget.more(), "more"));
        });
    }

    private interface Asked {
        Order order();
    }

    private MutableHttpResponse<?> done(HttpRequest<?> request, Asked asked) {
        Caller caller = Caller.of(request);
        try {
            Order order = asked.order();
            Act act = hand.carryOut(order, caller.who(), tenant(order, caller));
            return act.state() == Act.State.RUNNING ? Json.ok(act).status(HttpStatus.ACCEPTED) : Json.ok(act);
        } catch (Refusal refusal) {
            return Fault.of(refusal);
        } catch (Declined declined) {
            return Fault.of(status(declined.reason()), declined.what() + ": " + declined.why(), declined.next());
        } catch (KafkaException failed) {
            LOG.atWarn().setCause(failed).addKeyValue("path", request.getPath()).log("action failed");
            return ofKafka(failed);
        }
    }

    /// A function that the caller does not see is not there.
    private String tenant(Order order, Caller caller) {
        return switch (order) {
            case Order.OfBudget budget -> budget.tenant();
            case Order.OfFunction of ->
                picture.tenant(of.function())
                        .filter(caller.sight()::sees)
                        .orElseThrow(() -> new Refusal(
                                404, "there is no function '" + of.function() + "'", "See them:  lavant ls"));
        };
    }

    private static int status(Declined.Reason reason) {
        return switch (reason) {
            case WRONG -> 400;
            case NOT_FOUND -> 404;
            case CHECK_FAILED, FAILED -> 409;
        };
    }

    private static MutableHttpResponse<String> ofKafka(KafkaException failed) {
        return switch (failed) {
            case RegistryUnavailable _ -> away("the schema registry", failed);
            case RetriableException _ -> away("Kafka", failed);
            case AuthorizationException _ ->
                Fault.of(
                        409,
                        "Kafka does not allow the console to do this: " + failed.getMessage(),
                        "Give its user the rights that  lavant acl  prints");
            default ->
                Fault.of(500, "Kafka's client failed: " + failed.getMessage(), "The log of the console says more.");
        };
    }

    private static MutableHttpResponse<String> away(String what, RuntimeException failed) {
        return Fault.of(503, what + " does not answer: " + failed.getMessage(), "Try again when it does.");
    }
}
