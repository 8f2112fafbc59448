package dev.lavant.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a host asks of Kafka before it can run, side by side, each for as long as it takes: a broker that is away is
/// waited for, and the log says so now and then.
///
/// Thread-safe: the starting thread asks, and any other may give up for it.
final class FirstContact implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);
    private static final Duration SAY = Duration.ofSeconds(5);

    private final String broker;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> asked = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private boolean waited;
    private boolean givenUp;

    FirstContact(String broker) {
        this.broker = broker;
    }

    /// Begins to ask, on a thread of its own.
    synchronized <T> Future<T> ask(Callable<T> question) {
        Future<T> answer = threads.submit(question);
        asked.add(answer);
        if (givenUp) {
            answer.cancel(true);
        }
        return answer;
    }

    /// Asks again and again for as long as Kafka does not answer in time. For use in a question.
    static <T> T patiently(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (TimeoutException away) {
                LOG.atDebug().setCause(away).log("not answered yet, asked again");
            }
        }
    }

    /// Waits for an answer; empty when it was given up.
    <T> Optional<T> await(Future<T> answer) {
        while (true) {
            try {
                Optional<T> known = Optional.of(answer.get(SAY.toMillis(), TimeUnit.MILLISECONDS));
                answered();
                return known;
            } catch (java.util.concurrent.TimeoutException _) {
                waits();
            } catch (CancellationException _) {
                return Optional.empty();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a Kafka client could not start: " + failed.getCause(), failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while starting", interrupted);
            }
        }
    }

    private void waits() {
        waited = true;
        LOG.atWarn()
                .addKeyValue("kafka", broker)
                .addKeyValue("waited", sinceStart())
                .log("the broker does not answer: the host waits for it and starts once it does");
    }

    private void answered() {
        if (waited) {
            waited = false;
            LOG.atInfo()
                    .addKeyValue("kafka", broker)
                    .addKeyValue("waited", sinceStart())
                    .log("the broker answers, the host starts");
        }
    }

    private Duration sinceStart() {
        return Duration.ofSeconds(
                Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds());
    }

    /// What is asked is not wanted any more, nor what will be. May be called from any thread.
    synchronized void giveUp() {
        givenUp = true;
        asked.forEach(answer -> answer.cancel(true));
    }

    /// Waits for nothing: what is still asked ends by itself.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
