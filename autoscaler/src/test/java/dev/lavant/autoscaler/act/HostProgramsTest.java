package dev.lavant.autoscaler.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.autoscaler.Deployments;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.service.Settings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostProgramsTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final HostPrograms programs = new HostPrograms(
            JAVA,
            List.of(Path.of("/host/classes"), Path.of("/host/lib/kafka-clients-4.3.1.jar")),
            HostPrograms.HOST_MAIN);

    @Test
    void the_heap_is_three_quarters_of_the_reserved_memory() {
        assertThat(command(128, List.of())).contains("-Xmx96m", "-XX:+ExitOnOutOfMemoryError");
        assertThat(command(1, List.of())).contains("-Xmx16m");
    }

    @Test
    void half_of_a_roomy_heap_is_for_young_objects() {
        assertThat(command(512, List.of())).contains("-Xmx384m", "-XX:NewRatio=1");
        assertThat(command(128, List.of())).doesNotContain("-XX:NewRatio=1");
    }

    @Test
    void a_host_is_marked_before_anything_that_is_long() {
        assertThat(command(128, List.of())).startsWith(JAVA.toString(), "-Dlavant.host=thumbnail-0-abc");
        assertThat(command(128, List.of())).endsWith("dev.lavant.host.Main");
    }

    @Test
    void a_host_is_who_its_function_is_where_that_is_said_and_else_who_its_autoscaler_is() {
        var files = HostClientFiles.withoutWarmHosts(
                Settings.of(Map.of("LAVANT_HOST_CLIENT_PROPERTIES", "/etc/lavant/{function}.properties")));
        FunctionDeployment function = launch(128, List.of()).deployment();

        assertThat(programs.with(files).environment(function))
                .containsExactly(Map.entry("LAVANT_CLIENT_PROPERTIES", "/etc/lavant/thumbnail.properties"));
        assertThat(programs.environment(function)).isEmpty();
    }

    @Test
    void a_warm_host_cannot_be_who_its_function_is() {
        var settings =
                Settings.of(Map.of("LAVANT_HOST_CLIENT_PROPERTIES", "/etc/f.properties", "LAVANT_WARM_HOSTS", "1"));
        var _ = HostClientFiles.withoutWarmHosts(settings);

        assertThatThrownBy(settings::check)
                .hasMessageStartingWith("LAVANT_HOST_CLIENT_PROPERTIES cannot be set together with LAVANT_WARM_HOSTS")
                .hasMessageEndingWith("Unset one of them");
    }

    @Test
    void a_warm_host_is_started_as_one_with_a_function_of_its_memory_but_for_a_word() {
        var expected = new ArrayList<>(command(128, List.of()));
        expected.add("warm");

        assertThat(programs.warmCommand("thumbnail-0-abc", 128)).isEqualTo(expected);
    }

    @Test
    void the_class_path_is_the_hosts_since_it_loads_the_functions_by_itself() {
        List<String> command = command(128, List.of("/shop/classes", "/shop/lib/imaging-1.0.jar"));

        assertThat(command.get(command.indexOf("-cp") + 1).split(File.pathSeparator))
                .containsExactly("/host/classes", "/host/lib/kafka-clients-4.3.1.jar");
    }

    @Test
    void a_cache_is_used_or_made_with_the_same_options() {
        var cache = new AotCache(Path.of("/host/host.aot"));
        var cached =
                new HostPrograms(JAVA, List.of(Path.of("/host/classes")), HostPrograms.HOST_MAIN, Optional.of(cache));

        List<String> using = cached.command(launch(128, List.of()));
        List<String> making = cached.trainingCommand(launch(128, List.of()), cache);

        assertThat(using).contains("-XX:AOTCache=/host/host.aot");
        assertThat(making).contains("-XX:AOTCacheOutput=/host/host.aot");
        assertThat(using.stream().filter(option -> !option.startsWith("-XX:AOT")))
                .containsExactlyElementsOf(making.stream()
                        .filter(option -> !option.startsWith("-XX:AOT"))
                        .toList());
    }

    private List<String> command(int memoryMib, List<String> classPath) {
        return programs.command(launch(memoryMib, classPath));
    }

    private static HostLaunch launch(int memoryMib, List<String> classPath) {
        var function = Deployments.function("thumbnail")
                .setMemoryMib(memoryMib)
                .setClasspath(classPath)
                .build();
        return new HostLaunch("thumbnail-0-abc", 0, function, "localhost:9092", "http://localhost:8081");
    }
}
