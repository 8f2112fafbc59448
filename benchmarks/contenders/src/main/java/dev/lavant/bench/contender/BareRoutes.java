package dev.lavant.bench.contender;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The route of [BareEndpoint]: the body becomes a record, and 202 is answered once every in-sync replica has it. On
/// a virtual thread for each request and with the producer's settings of Lavant's ingress.
@Controller
@Requires(property = BareRoutes.KAFKA)
@ExecuteOn(TaskExecutors.BLOCKING)
class BareRoutes {
    static final String KAFKA = "bench.bootstrap-servers";

    private final KafkaProducer<byte[], byte[]> producer;

    BareRoutes(@Property(name = KAFKA) String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Post("/events/{topic}")
    @Consumes(MediaType.ALL)
    HttpResponse<?> take(@PathVariable String topic, @Body byte[] body)
            throws ExecutionException, InterruptedException {
        var _ = producer.send(new ProducerRecord<>(topic, body)).get();
        return HttpResponse.accepted();
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
