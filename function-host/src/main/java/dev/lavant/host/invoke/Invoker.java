package dev.lavant.host.invoke;

import dev.lavant.function.FunctionContext;
import dev.lavant.function.RejectEvent;
import dev.lavant.function.RetryLater;
import dev.lavant.host.meter.Run;
import dev.lavant.host.meter.SharedTime;
import dev.lavant.host.meter.Source;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.RegistryUnavailable;
import dev.lavant.schemas.wire.UnreadableRecord;
import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Runs one attempt of a function at one event, on the thread that calls it.
///
/// Thread-safe: attempts at events of different lanes run side by side.
public final class Invoker {
    /// Kafka's default limit of a request, less room for what the producer adds.
    private static final int LARGEST_OUTPUT_BYTES = 1_000_000;

    private final FunctionDeployment function;
    private final Handler handler;
    private final PayloadReader reader;
    private final OutputWriter writer;
    private final SharedTime shared = new SharedTime();

    private Invoker(FunctionDeployment function, Handler handler, PayloadReader reader, OutputWriter writer) {
        this.function = function;
        this.handler = handler;
        this.reader = reader;
        this.writer = writer;
    }

    /// Finds the function's handler in a started Micronaut context.
    ///
    /// @throws IllegalArgumentException when it is not there
    public static Invoker of(ApplicationContext context, FunctionDeployment function, AvroWire wire) {
        var handler = Handler.of(context, function);
        var json = context.getBean(ObjectMapper.class);
        return new Invoker(
                function,
                handler,
                PayloadReader.of(handler.payloadType(), wire, json),
                new OutputWriter(function, wire, json));
    }

    /// One attempt; never throws.
    ///
    /// @param attempt 1 for the first
    public AttemptResult attempt(ConsumerRecord<byte[], byte[]> record, Source source, int attempt) {
        Object payload;
        try {
            payload = payload(record);
        } catch (RegistryUnavailable away) {
            return new AttemptResult.PlatformAway(away);
        } catch (UnreadableRecord unreadable) {
            return new AttemptResult.Unreadable(unreadable);
        }
        return run(record, payload, source, attempt);
    }

    private Object payload(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableRecord("the record has no value (a tombstone), the function takes one");
        }
        return reader.read(record.value());
    }

    private AttemptResult run(ConsumerRecord<byte[], byte[]> record, Object payload, Source source, int attempt) {
        var watch = Stopwatch.start(shared);
        try {
            Object returned = handler.call(Events.of(record, payload), context(attempt));
            List<ProducerRecord<byte[], byte[]>> outputs = writer.write(returned, record, source);
            return sized(watch.stop(), outputs);
        } catch (Throwable thrown) { // whatever a function throws is its outcome
            return failed(watch.stop(), thrown);
        }
    }

    private FunctionContext context(int attempt) {
        return new FunctionContext(
                function.getName(),
                function.getRevision(),
                function.getTenant(),
                attempt,
                Instant.now().plusMillis(function.getTimeoutMillis()));
    }

    private AttemptResult failed(Run used, Throwable thrown) {
        return switch (thrown) {
            case RejectEvent rejected -> new AttemptResult.GaveUp(used, FailureCode.REJECTED, rejected);
            case RetryLater later -> new AttemptResult.AskedForLater(used, later, later.delay());
            case RegistryUnavailable away -> new AttemptResult.PlatformAway(away);
            case RegistryRefusal refusal -> new AttemptResult.GaveUp(used, FailureCode.VALIDATE, refusal);
            default ->
                used.durationNanos()
                                >= Duration.ofMillis(function.getTimeoutMillis())
                                        .toNanos()
                        ? new AttemptResult.TimedOut(used, Duration.ofMillis(function.getTimeoutMillis()))
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
