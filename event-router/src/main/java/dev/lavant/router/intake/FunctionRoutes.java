package dev.lavant.router.intake;

import dev.lavant.router.intake.EventPublisher.Written;
import dev.lavant.router.intake.Faults.Fault;
import dev.lavant.router.route.Routes.Place;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import io.cloudevents.CloudEvent;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;

/// `POST /functions/{name}`: calls a function with an event and answers with what it returned, or why it did not.
///
/// Each request has a virtual thread of its own, which waits for the body, for Kafka and for the result.
@Controller
@Requires(property = Part.PROPERTY, value = Part.EVENT_ROUTER)
@ExecuteOn(TaskExecutors.BLOCKING)
class FunctionRoutes {
    private final DeployedFunctions functions;
    private final Calls calls;
    private final EventIntake intake;
    private final CallAnswers answers;

    FunctionRoutes(DeployedFunctions functions, Calls calls, EventIntake intake, CallAnswers answers) {
        this.functions = functions;
        this.calls = calls;
        this.intake = intake;
        this.answers = answers;
    }

    @Post("/functions/{name}")
    @Consumes(MediaType.ALL)
    HttpResponse<?> call(@PathVariable String name, ServerHttpRequest<?> request) {
        FunctionDeployment function = running(callable(name, request));
        HttpBody body = HttpBody.of(request);
        var asked = new CallRequest(function, body.headers());
        return answers.toCall(name, calls.call(function, () -> written(asked, body), asked.usualWait()));
    }

    private FunctionDeployment callable(String name, ServerHttpRequest<?> request) {
        Gate.Caller caller = intake.gate().enter(request.getHeaders());
        FunctionDeployment function = functions.named(name, caller);
        caller.requireFunction(function);
        return function;
    }

    private static FunctionDeployment running(FunctionDeployment function) {
        if (function.getPaused()) {
            throw new Refusal(
                    409, "function " + function.getName() + " is paused", "Type lavant resume " + function.getName());
        }
        return function;
    }

    /// The event is in memory no longer than it takes to write it; its result may take much longer.
    private Written written(CallRequest asked, HttpBody body) {
        String source = asked.function().getSourceTopics().getFirst();
        return intake.taken(body, bytes -> {
            List<CloudEvent> event = intake.schemas().fitted(source, List.of(asked.event(bytes)));
            asked.requireWanted(event.getFirst());
            return intake.publisher()
                    .publish(
                            Topics.inputs(asked.function()).getFirst(),
                            event,
                            Trace.of(body.request().getHeaders()))
                    .getFirst();
        });
    }

    @Get("/functions/{name}/results/{id}")
    HttpResponse<?> result(@PathVariable String name, @PathVariable String id, ServerHttpRequest<?> request) {
        FunctionDeployment function = callable(name, request);
        Place event = CallId.place(id)
                .orElseThrow(() -> new Refusal(
                        400,
                        "'" + id + "' is not the id of a call",
                        "Ask with an id that POST /functions/" + name + " gave; one looks like orders:0@17."));
        var asked = new CallRequest(function, HttpBody.of(request).headers());
        return answers.toQuestion(name, calls.ask(function, event, asked.wait(Duration.ZERO)));
    }

    @Error
    HttpResponse<Fault> refused(Refusal refusal) {
        return Faults.of(refusal);
    }
}
