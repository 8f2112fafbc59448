package dev.lavant.driver.docker;

import dev.lavant.autoscaler.act.HostClientFiles;
import dev.lavant.autoscaler.act.Hosting;
import dev.lavant.autoscaler.act.HostingKind;
import dev.lavant.service.Settings;
import java.math.BigDecimal;
import java.util.Optional;

/// Hosts in containers, for `LAVANT_DRIVER=docker`. The engine is that of `DOCKER_HOST`, or the one of this machine.
public final class DockerKind implements HostingKind {
    private static final String CPUS = "LAVANT_DOCKER_CPUS";
    private static final String PULL = "LAVANT_DOCKER_PULL";
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal LEAST_CPUS = new BigDecimal("0.01");

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Hosting hosting(Settings settings) {
        var docker = new DockerSettings(
                settings.required("LAVANT_DOCKER_IMAGE", "which image hosts are started from", "lavant/host"),
                settings.optional("LAVANT_DOCKER_NETWORK").orElse("bridge"),
                settings.optional("LAVANT_DOCKER_GROUP").orElse("lavant"),
                settings.optional("LAVANT_DOCKER_ARTIFACTS"),
                HostClientFiles.of(settings),
                nanoCpus(settings),
                pull(settings));
        return station -> DockerDriver.open(docker, station);
    }

    private static long nanoCpus(Settings settings) {
        String text = settings.optional(CPUS).orElse("1");
        try {
            var cpus = new BigDecimal(text);
            if (cpus.compareTo(LEAST_CPUS) >= 0) {
                return cpus.multiply(NANO).longValue();
            }
        } catch (NumberFormatException _) { // told below
            settings.fault(CPUS + " must be a number such as 0.5, was " + text);
            return 1;
        }
        settings.fault(CPUS + " must be at least " + LEAST_CPUS + ", was " + text);
        return 1;
    }

    private static DockerSettings.Pull pull(Settings settings) {
        Optional<String> said = settings.optional(PULL);
        return switch (said.orElse("missing")) {
            case "missing" -> DockerSettings.Pull.MISSING;
            case "never" -> DockerSettings.Pull.NEVER;
            default -> {
                settings.fault(PULL + " must be missing or never, was " + said.orElse(""));
                yield DockerSettings.Pull.NEVER;
            }
        };
    }
}
