package dev.lavant.router.listen;

import dev.lavant.router.listen.Findings.Finding;
import dev.lavant.router.result.Callee;
import dev.lavant.router.result.Results;
import dev.lavant.router.route.Routes.Place;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.schemas.wire.RegistryUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears the results of functions: one consumer for all who wait, which reads only what the functions that are called
/// now write, and nothing while none is.
///
/// Thread-safe.
public final class ResultListener implements Results, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Findings findings;
    private final Tail tail; // of the reading thread
    private final Ears ears = new Ears();
    private final PastResults past;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread reader = Thread.ofVirtual().name("results").unstarted(this::run);

    private ResultListener(Connection connection) {
        AvroWire wire = connection.wire();
        this.findings = new Findings(wire);
        this.tail = new Tail(connection.properties());
        this.past = new PastResults(connection.properties(), findings);
    }

    /// Starts a listener; it says nothing to Kafka before somebody listens.
    public static ResultListener start(Connection connection) {
        var listener = new ResultListener(connection);
        listener.reader.start();
        return listener;
    }

    /// @throws org.apache.kafka.common.errors.TimeoutException when Kafka does not answer
    @Override
    public Listening listen(Callee callee) {
        return ears.listen(callee, tail::wake);
    }

    /// @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer, or too many ask
    @Override
    public Past past(Callee callee, Place event, String usageId) {
        return past.find(callee, event, usageId);
    }

    private void run() {
        try (tail) {
            while (closing.getCount() > 0) {
                patiently();
            }
        }
    }

    private void patiently() {
        try {
            step();
        } catch (WakeupException _) {
            LOG.atTrace().log("other functions are listened to");
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("results not read, trying again");
            pause();
        }
    }

    private void step() {
        Set<String> topics = ears.topics();
        tail.follow(topics);
        ears.followed(topics);
        if (topics.isEmpty()) {
            ears.awaitListeners();
            return;
        }
        take(tail.poll(POLL));
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        Set<String> functions = ears.functions();
        List<Finding> found = new ArrayList<>();
        boolean readable = true;
        for (TopicPartition partition : records.partitions()) {
            readable &= records.records(partition).stream().allMatch(record -> reads(record, functions, found));
        }
        ears.tell(found);
        if (!readable) {
            pause();
        }
    }

    /// False when the record cannot be read yet: then it is the next of its partition to be read again.
    private boolean reads(ConsumerRecord<byte[], byte[]> record, Set<String> functions, List<Finding> found) {
        try {
            findings.in(record, functions).ifPresent(found::add);
            return true;
        } catch (RegistryUnavailable away) {
            LOG.atWarn().addKeyValue("topic", record.topic()).setCause(away).log("results wait for the registry");
            tail.again(record);
            return false;
        }
    }

    private void pause() {
        try {
            boolean _ = closing.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whoever still waits is told that nothing comes.
    @Override
    public void close() {
        closing.countDown();
        ears.close();
        tail.wake();
        try {
            reader.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
