package dev.lavant.host.invoke;

import dev.lavant.function.FunctionContext;
import dev.lavant.function.RejectEvent;
import dev.lavant.function.RetryLater;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.meter.Run;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one attempt of a function at one event, on the thread that calls it.
///
/// Thread-safe: attempts at events of different lanes run side by side.
public final class Invoker {
    /// Kafka's default limit of a request, less room for what the producer adds.
    private static final int LARGEST_OUTPUT_BYTES = 1_000_000;

    private final FunctionDeployment function;
    private final String name;
    private final Logger logger;
    private final NeverRetried never;
    private final Handler handler;
    private final PayloadReader reader;
    private final OutputWriter writer;
    private final HostTime time;

    private Invoker(
            FunctionDeployment function, Handler handler, PayloadReader reader, OutputWriter writer, HostTime time) {
        this.function = function;
        this.name = Replays.function(function.getName());
        this.logger = LoggerFactory.getLogger(function.getName());
        this.never = new NeverRetried(function.getNeverRetry());
        this.handler = handler;
        this.reader = reader;
        this.writer = writer;
        this.time = time;
    }

    /// Finds the function's handler in a started Micronaut context.
    ///
    /// @throws IllegalArgumentException when it is not there
    public static Invoker of(ApplicationContext context, FunctionDeployment function, AvroWire wire, HostTime time) {
        var handler = Handler.of(context, function);
        var json = context.getBean(ObjectMapper.class);
        return new Invoker(
                function,
                handler,
                PayloadReader.of(handler.payloadType(), wire, json),
                new OutputWriter(function, wire, json, time),
                time);
    }

    /// One attempt; never throws.
    ///
    /// @param deliveries at least one; several when the handler takes batches
    /// @param attempt 1 for the first
    /// @param watch running since the attempt began; stopped here
    AttemptResult attempt(List<Delivery> deliveries, int attempt, Stopwatch watch) {
        Lineage next = Lineage.after(deliveries);
        if (next.tooLong()) {
            return new AttemptResult.NotTaken(watch.end(), FailureCode.TOO_MANY_HOPS, new TooManyHops(next));
        }
        Object[] values;
        try {
            values = handler.bind(new Call(deliveries, reader, () -> context(deliveries, attempt)));
        } catch (RegistryUnavailable away) {
            return new AttemptResult.PlatformAway(watch.end(), away);
        } catch (UnreadableRecord unreadable) {
            return new AttemptResult.NotTaken(watch.end(), FailureCode.DESERIALIZE, unreadable);
        }
        return run(values, deliveries, watch);
    }

    private AttemptResult run(Object[] values, List<Delivery> deliveries, Stopwatch watch) {
        try {
            Object returned = handler.call(values);
            List<ProducerRecord<byte[], byte[]>> outputs = writer.write(returned, deliveries);
            return sized(watch.end(), outputs);
        } catch (Throwable thrown) { // whatever a function throws is its outcome
            return failed(watch.end(), thrown);
        }
    }

    /// What log lines say of an attempt.
    AttemptFacts facts(List<Delivery> deliveries, int attempt) {
        return new AttemptFacts(function, attempt, deliveries);
    }

    private FunctionContext context(List<Delivery> deliveries, int attempt) {
        return new FunctionContext(
                name,
                function.getRevision(),
                function.getTenant(),
                attempt,
                time.now().plusMillis(function.getTimeoutMillis()),
                Events.header(deliveries.getFirst().record(), Replays.MARK).isPresent(),
                new AttemptLogger(logger, facts(deliveries, attempt)),
                time::now);
    }

    private AttemptResult failed(Run used, Throwable thrown) {
        Duration timeout = Duration.ofMillis(function.getTimeoutMillis());
        return switch (thrown) {
            case RejectEvent rejected -> new AttemptResult.GaveUp(used, FailureCode.REJECTED, rejected);
            case RetryLater later -> new AttemptResult.AskedForLater(used, later, later.delay());
            case RegistryUnavailable away -> new AttemptResult.PlatformAway(used, away);
            case RegistryRefusal refusal -> new AttemptResult.GaveUp(used, FailureCode.VALIDATE, refusal);
            case UndeclaredOutput undeclared -> new AttemptResult.GaveUp(used, FailureCode.VALIDATE, undeclared);
            case Throwable _
            when never.includes(thrown) -> new AttemptResult.GaveUp(used, FailureCode.NOT_RETRYABLE, thrown);
            default ->
                used.durationNanos() >= timeout.toNanos()
                        ? new AttemptResult.TimedOut(used, timeout)
                        : new AttemptResult.Threw(used, thrown);
        };
    }

    private static AttemptResult sized(Run used, List<ProducerRecord<byte[], byte[]>> outputs) {
        for (ProducerRecord<byte[], byte[]> output : outputs) {
            if (output.value().length > LARGEST_OUTPUT_BYTES) {
                return new AttemptResult.GaveUp(
                        used,
                        FailureCode.TOO_LARGE,
                        new IllegalArgumentException("an output for topic " + output.topic() + " has "
                                + output.value().length + " bytes, at most " + LARGEST_OUTPUT_BYTES + " fit"));
            }
        }
        return new AttemptResult.Returned(used, outputs);
    }
}
