package dev.lavant.host.invoke;

import dev.lavant.schemas.log.AtWork;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/// A platform thread that calls handlers and knows which attempt it makes, so that whatever is logged on it says so.
/// What it knows is read on the thread itself alone, and noting it costs two fields and no object for each attempt.
final class CallThread extends Thread implements AtWork {
    private final Invoker invoker;
    private List<Delivery> events = List.of();
    private int attempt;

    CallThread(Invoker invoker, String name, Runnable loop) {
        super(loop, name);
        this.invoker = invoker;
        setDaemon(true);
    }

    /// Makes an attempt, on this thread. What a handler has put in the logging context does not outlive it.
    AttemptResult make(List<Delivery> deliveries, int number, Stopwatch watch) {
        events = deliveries;
        attempt = number;
        try {
            return invoker.attempt(deliveries, number, watch);
        } finally {
            events = List.of();
            MDC.clear();
        }
    }

    @Override
    public void tell(BiConsumer<String, Object> taker) {
        if (!events.isEmpty()) {
            invoker.facts(events, attempt).tell(taker);
        }
    }
}
