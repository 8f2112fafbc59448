package dev.lavant.kafka;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/// Makes a broker that was killed safe to start again.
///
/// A single node that is killed leaves itself in the metadata as the leader of every partition. Started again,
/// its transaction coordinator takes up a commit that was cut off while the broker is still being registered
/// anew, finds partitions without a leader, takes them for deleted and forgets their markers (Kafka 4.3.1 logs
/// "Couldn't find leader endpoint for partitions … likely deleted already and hence can be skipped"). Such a
/// transaction hangs for ever, and readers of committed records with it. So the controller runs alone first,
/// until it has fenced the broker that is gone: then all partitions get their leader back at one moment, and
/// the coordinator finds them.
final class CrashedBroker {
    private static final String CLEAN = ".kafka_cleanshutdown";
    private static final String META = "meta.properties";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CrashedBroker() {}

    /// True when a broker has used this folder and did not shut down.
    static boolean in(Path data) {
        return Files.exists(data.resolve(META)) && !Files.exists(data.resolve(CLEAN));
    }

    /// Runs the controller alone until the broker is fenced, about two seconds.
    ///
    /// @param settings of the whole node
    /// @param controllerPort that its controller listens on
    static void fence(Map<String, String> settings, int controllerPort) throws JMException, InterruptedException {
        String controller = "localhost:" + controllerPort;
        var alone = new HashMap<>(settings);
        alone.put("process.roles", "controller");
        alone.put("listeners", "CONTROLLER://" + controller);
        alone.put("broker.session.timeout.ms", "500");
        alone.remove("advertised.listeners");
        alone.remove("inter.broker.listener.name");
        var server = new KafkaRaftServer(new KafkaConfig(alone, false), Time.SYSTEM);
        server.startup();
        try {
            awaitFenced();
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /// The controller has told its own metrics that it is active and that no broker is.
    private static void awaitFenced() throws JMException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var never = new CountDownLatch(1);
        while (count("FencedBrokerCount") == 0 || count("ActiveBrokerCount") > 0) {
            if (System.nanoTime() > until || never.await(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the killed broker was not fenced within " + PATIENCE);
            }
        }
    }

    private static int count(String metric) throws JMException {
        var name = new ObjectName("kafka.controller:type=KafkaController,name=" + metric);
        return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value")).intValue();
    }
}
