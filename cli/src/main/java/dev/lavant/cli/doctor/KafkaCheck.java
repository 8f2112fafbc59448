package dev.lavant.cli.doctor;

import dev.lavant.cli.connect.Addresses;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.outcome.CommandFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;

/// Asks Kafka whether it is there, how far away it is and what it can do.
final class KafkaCheck {
    private static final Duration FAR = Duration.ofMillis(200);

    /// The group protocol of the hosts and the transactions of exactly once.
    private static final List<String> NEEDED = List.of("group.version", "transaction.version");

    private KafkaCheck() {}

    static List<Finding> look(Addresses addresses) {
        try (var admin = Platform.reach(addresses).admin()) {
            int brokers = Platform.answer(admin.describeCluster().nodes()).size();
            var asked = System.nanoTime();
            String cluster = Platform.answer(admin.describeCluster().clusterId());
            var roundTrip = Duration.ofNanos(System.nanoTime() - asked);
            return List.of(reached(addresses.bootstrapServers(), brokers, cluster, roundTrip), features(levels(admin)));
        } catch (CommandFailed away) {
            return List.of(notReached(addresses, away.what() + ": " + away.why()));
        } catch (KafkaException away) {
            return List.of(notReached(addresses, String.valueOf(away.getMessage())));
        }
    }

    private static Finding reached(String where, int brokers, String cluster, Duration roundTrip) {
        String what = where + ", cluster " + cluster + ", " + brokers + " broker" + (brokers == 1 ? "" : "s")
                + ", round trip " + roundTrip.toMillis() + " ms";
        return roundTrip.compareTo(FAR) > 0
                ? Finding.warn("kafka", what, "Every commit waits so long: run the hosts nearer to Kafka.")
                : Finding.ok("kafka", what);
    }

    /// Nothing runs before the first `lavant dev`; where an address was named, silence is a failure.
    private static Finding notReached(Addresses addresses, String what) {
        String fix = addresses.cure("--bootstrap-servers HOST:PORT").replace('\n', ' ');
        return addresses.origin() instanceof Addresses.Origin.Assumed
                ? Finding.warn("kafka", what, fix)
                : Finding.fail("kafka", what, fix);
    }

    static Finding features(Map<String, Short> levels) {
        var lacking = NEEDED.stream()
                .filter(name -> levels.getOrDefault(name, (short) 0) < 1)
                .toList();
        String what = levels.entrySet().stream()
                .map(level -> level.getKey() + "=" + level.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        return lacking.isEmpty()
                ? Finding.ok("kafka features", what)
                : Finding.fail(
                        "kafka features",
                        what + "; not there: " + lacking,
                        "Needs Kafka 4.0 or later. After an upgrade:  kafka-features.sh upgrade --release-version 4.3");
    }

    private static Map<String, Short> levels(Admin admin) {
        Map<String, FinalizedVersionRange> finalized =
                Platform.answer(admin.describeFeatures().featureMetadata()).finalizedFeatures();
        return finalized.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().maxVersionLevel()));
    }
}
