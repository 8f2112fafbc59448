package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.act.HostPrograms;
import dev.lavant.schemas.launch.HostLaunch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cache is made for a home of its own, whose jars are links to those of this build.
class HostTrainingIT {
    private static final Path BUILT = Path.of("..").toAbsolutePath().normalize().resolve("function-host/target");

    @TempDir
    Path folder;

    @Test
    void hosts_start_from_the_classes_of_a_trained_one() throws Exception {
        Path home = linked();
        assertThat(HostPrograms.in(home).aotCache()).isEmpty();

        HostTraining.main(home.toString(), folder.toString());

        assertThat(HostPrograms.in(home).aotCache()).isPresent();
        assertThat(classesLoadedBy(HostPrograms.in(home))).contains("dev.lavant.host.Main source: shared objects file");
    }

    private Path linked() throws IOException {
        Path target = Files.createDirectories(folder.resolve("home/function-host/target"));
        Files.createSymbolicLink(target.resolve("lib"), BUILT.resolve("lib"));
        try (var jars = Files.newDirectoryStream(BUILT, "function-host-*.jar")) {
            for (Path jar : jars) {
                Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
            }
        }
        return folder.resolve("home");
    }

    /// Of a host that is told to end before it begins.
    private static String classesLoadedBy(HostPrograms programs) throws Exception {
        var command = new ArrayList<>(programs.command(
                new HostLaunch("dry", 0, TrainingGround.function(), "localhost:1", "http://localhost:1")));
        command.addAll(1, List.of("-Xlog:class+load", "--dry-run"));
        Process host = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor()).as(said).isZero();
        return said;
    }
}
