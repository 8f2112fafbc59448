package dev.lavant.router.intake;

import dev.lavant.router.intake.EventPublisher.Written;
import dev.lavant.router.result.Callee;
import dev.lavant.router.result.Result;
import dev.lavant.router.result.Results;
import dev.lavant.router.result.Results.Listening;
import dev.lavant.router.result.Results.Past;
import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.usage.UsageIds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;

/// Calls functions through their topics: an event is written, and its committed result waited for. Each caller blocks
/// on a thread of its own; of all calls only so many may wait at once.
///
/// Thread-safe.
public final class Calls {
    private final EventPublisher publisher;
    private final Results results;
    private final Semaphore places;

    /// What became of a call by now.
    ///
    /// @param event where it stands
    /// @param again it was sent before, and stands there once
    /// @param result empty when nothing was decided in time
    record Answer(Place event, boolean again, Optional<Result> result) {}

    /// @param most calls that may wait at once
    public Calls(EventPublisher publisher, Results results, int most) {
        this.publisher = publisher;
        this.results = results;
        this.places = new Semaphore(most);
    }

    /// Calls a function.
    ///
    /// @param write writes the event; called once, when its result can be heard
    /// @throws Refusal 503 when too many wait, or Kafka is away
    Answer call(FunctionDeployment function, Supplier<Written> write, Duration wait) {
        return among(function, listening -> {
            Written written = write.get();
            Place event = place(written);
            return written.again()
                    ? new Answer(event, true, recalled(function, event, listening, wait))
                    : new Answer(event, false, listening.await(usageId(function, event), wait));
        });
    }

    /// Asks later what became of a call.
    ///
    /// @throws Refusal 404 when there is no such event, 503 when too many wait, or Kafka is away
    Answer ask(FunctionDeployment function, Place event, Duration wait) {
        if (!Topics.inputs(function).contains(event.partition().topic())) {
            throw notThere(function, event);
        }
        return among(function, listening -> new Answer(event, false, recalled(function, event, listening, wait)));
    }

    private interface Caller {
        Answer call(Listening listening);
    }

    private Answer among(FunctionDeployment function, Caller caller) {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    503, "as many calls wait for their results as may", "Call the function again a little later.");
        }
        try (Listening listening = results.listen(callee(function))) {
            return caller.call(listening);
        } catch (RetriableException away) {
            throw new Refusal(503, "results cannot be read: " + away.getMessage(), "Ask again a little later.");
        } finally {
            places.release();
        }
    }

    /// The result of an event that was written before anybody listened: it may have been heard all the same, or it is
    /// in the topics already, or it is yet to come.
    private Optional<Result> recalled(FunctionDeployment function, Place event, Listening listening, Duration wait) {
        String usageId = usageId(function, event);
        Optional<Result> heard = listening.await(usageId, Duration.ZERO);
        if (heard.isPresent()) {
            return heard;
        }
        return switch (results.past(callee(function), event, usageId)) {
            case Past.Decided(Result result) -> Optional.of(result);
            case Past.Undecided() -> listening.await(usageId, wait);
            case Past.NoEvent() -> throw notThere(function, event);
        };
    }

    private static Refusal notThere(FunctionDeployment function, Place event) {
        return new Refusal(
                404,
                "there is no event " + CallId.of(event) + " of function " + function.getName(),
                "Ask with an id that POST /functions/" + function.getName()
                        + " gave, and no later than its topic keeps events.");
    }

    private static Callee callee(FunctionDeployment function) {
        return new Callee(function.getName(), function.getGroupId(), function.getOutputTopics());
    }

    private static Place place(Written written) {
        var place = written.place();
        return new Place(new Partition(place.topic(), place.partition()), place.offset());
    }

    private String usageId(FunctionDeployment function, Place event) {
        return UsageIds.hex(UsageIds.of(
                function.getName(),
                function.getGroupId(),
                publisher.topicId(event.partition().topic()),
                event.partition().number(),
                event.offset()));
    }
}
