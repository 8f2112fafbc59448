package dev.lavant.driver.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.service.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerKindTest {

    @Test
    void what_is_wrong_with_its_settings_is_told_at_once() {
        var settings = Settings.of(Map.of("LAVANT_DOCKER_CPUS", "many", "LAVANT_DOCKER_PULL", "always"));
        var _ = new DockerKind().hosting(settings);

        assertThatThrownBy(settings::check).hasMessage("""
                        LAVANT_DOCKER_IMAGE is not set: it says which image hosts are started from, for example  \
                        LAVANT_DOCKER_IMAGE=lavant/host
                        LAVANT_DOCKER_CPUS must be a number such as 0.5, was many
                        LAVANT_DOCKER_PULL must be missing or never, was always""");
    }

    @Test
    void a_host_needs_some_of_a_cpu() {
        var settings = Settings.of(Map.of("LAVANT_DOCKER_IMAGE", "lavant/host", "LAVANT_DOCKER_CPUS", "0"));
        var _ = new DockerKind().hosting(settings);

        assertThatThrownBy(settings::check).hasMessage("LAVANT_DOCKER_CPUS must be at least 0.01, was 0");
    }
}
