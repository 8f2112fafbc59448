package dev.lavant.console.watch;

import static java.util.stream.Collectors.toMap;

import dev.lavant.console.picture.LagReading;
import dev.lavant.console.picture.Picture;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.Connection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at what no topic says: each second what waits, each five seconds how the parts do.
public final class Looks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final int PARTS_EACH = 5;
    private static final int WITHIN_MILLIS = 3_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private final Supplier<Collection<FunctionDeployment>> functions;
    private final Picture picture;
    private final Admin admin;
    private final HttpClient http;
    private final Lags lags;
    private final Parts parts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread looker;

    private Looks(Connection connection, Supplier<Collection<FunctionDeployment>> functions, Picture picture) {
        this.functions = functions;
        this.picture = picture;
        Properties settings = connection.withoutMetrics();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WITHIN_MILLIS);
        this.admin = Admin.create(settings);
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(WITHIN_MILLIS))
                .build();
        this.lags = new Lags(admin);
        this.parts = new Parts(admin, http, connection.schemaRegistry());
        this.looker = Thread.ofVirtual().name("console-looks").unstarted(this::run);
    }

    /// Starts to look.
    ///
    /// @param functions that are deployed now
    public static Looks start(
            Connection connection, Supplier<Collection<FunctionDeployment>> functions, Picture picture) {
        var looks = new Looks(connection, functions, picture);
        looks.looker.start();
        return looks;
    }

    private void run() {
        try {
            for (int look = 0; !closing.await(EACH.toMillis(), TimeUnit.MILLISECONDS); look++) {
                look(look);
            }
        } catch (InterruptedException _) {
            LOG.atDebug().log("no longer looked");
        }
    }

    private void look(int number) throws InterruptedException {
        try {
            Outcome lags = lookAtLags();
            if (lags == Outcome.NO_ANSWER || number % PARTS_EACH == 0) {
                picture.take(parts.ask());
            }
        } catch (RuntimeException failed) { // the next look may succeed
            LOG.atError().setCause(failed).log("look at lags and parts failed");
        }
    }

    private enum Outcome {
        TOLD,
        NO_ANSWER
    }

    private Outcome lookAtLags() throws InterruptedException {
        Collection<FunctionDeployment> all = functions.get();
        try {
            picture.take(Instant.now(), lags.read(all));
            return Outcome.TOLD;
        } catch (ExecutionException failed) {
            var unknown = new LagReading.Unknown("Kafka does not answer: " + failed.getMessage());
            picture.take(
                    Instant.now(), all.stream().collect(toMap(FunctionDeployment::getName, _ -> (LagReading) unknown)));
            return Outcome.NO_ANSWER;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        looker.interrupt();
        try {
            looker.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        admin.close(Duration.ZERO);
        http.close();
    }
}
