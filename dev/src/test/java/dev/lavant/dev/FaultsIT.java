package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.testkit.guarantee.Guarantees;
import dev.lavant.testkit.guarantee.History;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is lost, doubled or billed twice when processes are killed.
class FaultsIT {
    private static final int PURCHASES = 2_000;

    @TempDir
    Path folder;

    @Test
    void a_host_that_is_killed_loses_and_doubles_nothing() throws Exception {
        try (var dev = DevProcess.ready(folder, DevProcess.Ports.free());
                var purchases = new Purchases(dev.connection())) {
            int sent = purchases.sendDuring(() -> killHostsTwice(dev));

            requireExactlyOnce(dev, sent);
        }
    }

    @Test
    void a_platform_that_is_killed_finishes_after_its_restart() throws Exception {
        var ports = DevProcess.Ports.free();
        Set<Long> orphans;
        try (var dev = DevProcess.ready(folder, ports);
                var purchases = new Purchases(dev.connection())) {
            purchases.send(0, PURCHASES);
            await().atMost(DevProcess.PATIENCE)
                    .until(() -> !dev.hosts("receipt").isEmpty());
            orphans = pids(dev);
            dev.kill();
        }
        try (var dev = DevProcess.ready(folder, ports)) {
            requireExactlyOnce(dev, PURCHASES);
            assertThat(orphans)
                    .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)
                                    .map(ProcessHandle::isAlive)
                                    .orElse(false))
                            .isFalse());
        }
    }

    private static void killHostsTwice(DevProcess dev) {
        var killed = new HashSet<Long>();
        for (int kill = 1; kill <= 2; kill++) {
            await().atMost(DevProcess.PATIENCE)
                    .until(() -> dev.hosts("receipt").stream()
                            .anyMatch(host -> host.getCompleted() > 0 && !killed.contains(host.getPid())));
            long victim = dev.hosts("receipt").stream()
                    .filter(host -> host.getCompleted() > 0 && !killed.contains(host.getPid()))
                    .findFirst()
                    .orElseThrow()
                    .getPid();
            killed.add(victim);
            assertThat(ProcessHandle.of(victim).map(ProcessHandle::destroyForcibly))
                    .contains(true);
        }
    }

    private static Set<Long> pids(DevProcess dev) {
        return dev.hosts("receipt").stream().map(host -> host.getPid()).collect(Collectors.toSet());
    }

    private static void requireExactlyOnce(DevProcess dev, int purchases) {
        await().atMost(DevProcess.PATIENCE)
                .untilAsserted(() -> assertThat(dev.billed("receipt")).isGreaterThanOrEqualTo(purchases));
        History history = Purchases.HANDLED.read(dev.connection());
        assertThat(history.sent()).hasSize(purchases);
        assertThat(Guarantees.violations(history)).isEmpty();
        assertThat(dev.billed("receipt")).isEqualTo(purchases);
    }
}
