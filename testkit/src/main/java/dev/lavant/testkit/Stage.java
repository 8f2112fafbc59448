package dev.lavant.testkit;

import dev.lavant.host.FunctionAttempt;
import dev.lavant.host.Rehearsal;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.AvroWire;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What stands in for the platform around functions: memory, or a real broker. Used by the test's thread.
interface Stage extends AutoCloseable {

    /// Which one.
    enum Kind {
        /// Nothing but this JVM's memory.
        MEMORY,
        /// A real broker, registry and router in this JVM.
        BROKER
    }

    /// The codec for Avro.
    AvroWire wire();

    /// A function as this stage deploys it, and what its rehearsal stands on.
    Rehearsal.Stage deploy(FunctionDeployment function, VirtualTime time, Watch watch);

    /// Where attempts are told.
    interface Watch extends Consumer<FunctionAttempt> {}

    /// Appends an event to a topic.
    void append(ProducerRecord<byte[], byte[]> event);

    /// Hands on what functions have committed to those that read it.
    ///
    /// @return whether anything was handed on
    boolean handOn();

    /// The committed records of a topic since the test began.
    List<ConsumerRecord<byte[], byte[]>> records(String topic);

    @Override
    void close();
}
